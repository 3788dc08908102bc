import { messages } from "../messages";
import { BrandTelegramIcon, type Icon, MailIcon, WorldIcon } from "./icons";

const ICONS: Record<string, Icon> = {
  telegram: BrandTelegramIcon,
  email: MailIcon,
  form: WorldIcon,
};

export function channelName(channel: string): string {
  return messages.channelNames[channel] ?? channel;
}

export function ChannelIcon({ channel, size }: { channel: string; size?: number }) {
  const name = channelName(channel);
  const Shape = ICONS[channel];
  return Shape ? <Shape size={size ?? 16} label={name} /> : <Monogram name={name} size={size ?? 16} />;
}

/** The first two letters of a channel whose sign is another company's to give. */
function Monogram({ name, size }: { name: string; size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" role="img" aria-label={name}>
      <text x="12" y="17.5" textAnchor="middle" fontSize="15" fontWeight="700" fill="currentColor">
        {name.slice(0, 2)}
      </text>
    </svg>
  );
}
