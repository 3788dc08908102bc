import { messages } from "../messages";
import { BrandTelegramIcon, FormsIcon, type Icon, MailIcon, MessageCircleIcon } from "./icons";

const ICONS: Record<string, Icon> = {
  telegram: BrandTelegramIcon,
  email: MailIcon,
  form: FormsIcon,
};

export function channelName(channel: string): string {
  return messages.channelNames[channel] ?? channel;
}

export function ChannelIcon({ channel, size }: { channel: string; size?: number }) {
  const Shape = ICONS[channel] ?? MessageCircleIcon;
  return <Shape size={size ?? 16} label={channelName(channel)} />;
}
