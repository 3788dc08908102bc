import type { Tension } from "../api/types";
import { messages } from "../messages";
import { FlameIcon } from "../shared/icons";
import classes from "../shared/PriorityMark.module.css";
import { why } from "./why";

const SHOWN_FROM = 40;
const URGENT_FROM = 70;

/** A mark for a conversation that is becoming a conflict. */
export function TensionMark({ tension }: { tension: Tension | null }) {
  if (!tension || tension.score < SHOWN_FROM) return null;
  const label = messages.tension.label(tension.score, why(tension.reasons));
  return (
    <span
      className={classes.mark}
      data-priority={tension.score < URGENT_FROM ? "high" : "urgent"}
      title={label}
    >
      <FlameIcon size={15} label={label} />
    </span>
  );
}
