import type { Delivery } from "../api/types";
import { messages } from "../messages";
import {
  AlertCircleIcon,
  CheckIcon,
  ChecksIcon,
  CircleOffIcon,
  ClockIcon,
  HelpCircleIcon,
  type Icon,
} from "../shared/icons";
import { moment } from "../shared/time";
import classes from "./DeliveryMark.module.css";

const ICONS: Record<Delivery["state"], Icon> = {
  queued: ClockIcon,
  taken_back: CircleOffIcon,
  sent: CheckIcon,
  delivered: ChecksIcon,
  read: ChecksIcon,
  failed: AlertCircleIcon,
  unknown: HelpCircleIcon,
};

/** Why a message may not have arrived; nothing when all is well. */
export function trouble({ state, reason }: Delivery): string | null {
  if (state === "failed") return reason ? `${messages.delivery.failed}: ${reason}` : messages.delivery.failed;
  if (state !== "unknown") return null;
  return [messages.delivery.unknown, reason ?? messages.delivery.unknownHint].join(": ");
}

/** How far an answer came: an icon, and the reason in words when it may not have arrived. */
export function DeliveryMark({ delivery }: { delivery: Delivery }) {
  const Shape = ICONS[delivery.state];
  const label = messages.delivery[delivery.state];
  const reason = trouble(delivery);
  return (
    <span
      className={classes.mark}
      data-testid="delivery"
      data-state={delivery.state}
      title={`${label} · ${moment(delivery.at)}`}
    >
      <Shape size={14} label={reason ? undefined : label} />
      {reason}
    </span>
  );
}
