import type { components } from "./schema";

type Schemas = components["schemas"];

export type Conversation = Schemas["ConversationView"];
export type ConversationDetail = Schemas["ConversationDetail"];
export type ConversationPage = Schemas["ConversationPage"];
export type ConversationChange = Schemas["ConversationChange"];
export type Contact = Schemas["ContactView"];
export type Clock = Schemas["ClockView"];
export type State = Schemas["State"];
export type Priority = Schemas["Priority"];
export type TimelineItem = Schemas["TimelineItem"];
export type TimelinePage = Schemas["TimelinePage"];
export type Attachment = Schemas["AttachmentView"];
export type Delivery = Schemas["DeliveryView"];
export type Place = Schemas["PlaceView"];
export type Author = Schemas["Author"];
export type Team = Schemas["TeamView"];
export type User = Schemas["UserView"];
export type Me = Schemas["MeView"];
export type PresenceState = Schemas["PresenceState"];
export type Channel = Schemas["ChannelView"];
export type ChannelKind = Schemas["ChannelKindView"];
export type ChannelKindField = Schemas["FieldView"];
export type ChannelChange = Schemas["ChannelChange"];
export type NewChannel = Schemas["NewChannel"];
export type TrialMessage = Schemas["TrialMessage"];
export type Problem = Schemas["Problem"];
