import { messages } from "../messages";
import {
  BrandAppstoreIcon,
  BrandDiscordIcon,
  BrandGooglePlayIcon,
  BrandInstagramIcon,
  BrandLineIcon,
  BrandMessengerIcon,
  BrandSlackIcon,
  BrandTeamsIcon,
  BrandTelegramIcon,
  BrandTiktokIcon,
  BrandViberIcon,
  BrandVkIcon,
  BrandWechatIcon,
  BrandWhatsappIcon,
  BrandXIcon,
  BrandYoutubeIcon,
  DeviceMobileIcon,
  DeviceMobileMessageIcon,
  HeadsetIcon,
  type Icon,
  MailIcon,
  MessagesIcon,
  PhoneIcon,
  PrinterIcon,
  WebhookIcon,
  WorldIcon,
} from "./icons";

const ICONS: Record<string, Icon> = {
  appstore: BrandAppstoreIcon,
  aws_sms: DeviceMobileMessageIcon,
  aws_whatsapp: BrandWhatsappIcon,
  connect: HeadsetIcon,
  discord: BrandDiscordIcon,
  discourse: MessagesIcon,
  email: MailIcon,
  fax: PrinterIcon,
  form: WorldIcon,
  googleplay: BrandGooglePlayIcon,
  inapp: DeviceMobileIcon,
  instagram: BrandInstagramIcon,
  line: BrandLineIcon,
  messenger: BrandMessengerIcon,
  rcs: DeviceMobileMessageIcon,
  slack: BrandSlackIcon,
  teams: BrandTeamsIcon,
  telegram: BrandTelegramIcon,
  tiktok: BrandTiktokIcon,
  twilio_sms: DeviceMobileMessageIcon,
  twilio_voice: PhoneIcon,
  viber: BrandViberIcon,
  vk: BrandVkIcon,
  vonage: DeviceMobileMessageIcon,
  webhook: WebhookIcon,
  wechat: BrandWechatIcon,
  whatsapp: BrandWhatsappIcon,
  x: BrandXIcon,
  youtube: BrandYoutubeIcon,
};

export function channelName(channel: string): string {
  return messages.channelNames[channel] ?? channel;
}

export function ChannelIcon({ channel, size }: { channel: string; size?: number }) {
  const name = channelName(channel);
  const Shape = ICONS[channel];
  return Shape ? <Shape size={size ?? 16} label={name} /> : <Monogram name={name} size={size ?? 16} />;
}

/** The first two letters of a channel for which the set of icons has no sign. */
function Monogram({ name, size }: { name: string; size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" role="img" aria-label={name}>
      <text x="12" y="17.5" textAnchor="middle" fontSize="15" fontWeight="700" fill="currentColor">
        {name.slice(0, 2)}
      </text>
    </svg>
  );
}
