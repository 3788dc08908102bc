import { messages } from "../messages";
import { BrandTelegramIcon, type Icon, MailIcon, MessageCircleIcon, WorldIcon } from "./icons";

const ICONS: Record<string, Icon> = {
  telegram: BrandTelegramIcon,
  email: MailIcon,
  form: WorldIcon,
};

export function channelName(channel: string): string {
  return messages.channelNames[channel] ?? channel;
}

export function ChannelIcon({ channel, size }: { channel: string; size?: number }) {
  const Shape = ICONS[channel] ?? MessageCircleIcon;
  return <Shape size={size ?? 16} label={channelName(channel)} />;
}
