import type { Clock } from "../api/types";
import { messages } from "../messages";
import { ClockIcon } from "../shared/icons";
import { moment } from "../shared/time";
import { useNow } from "../shared/useNow";
import classes from "./ClockBadge.module.css";
import { nextClock, readClock } from "./reading";

/** The time that is left on the clock that is due first; nothing when none runs. */
export function ClockBadge({ clocks }: { clocks: Clock[] }) {
  const now = useNow();
  const clock = nextClock(clocks);
  if (!clock) return null;
  const { tone, text } = readClock(clock, now);
  const hint = `${messages.clock.targets[clock.target]}: ${messages.clock.due(moment(clock.due_at))}`;
  return (
    <span className={classes.badge} data-tone={tone} data-testid="clock" title={hint}>
      <ClockIcon size={12} />
      {text}
    </span>
  );
}
