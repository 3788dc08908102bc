import { messages } from "../messages";
import { moment } from "../shared/time";
import classes from "./Composer.module.css";

/** Says that the customer is not to be disturbed now, unless it has to be. */
export function Quiet({ until }: { until: string | null }) {
  if (!until) return null;
  return (
    <p className={classes.writers} role="note">
      {messages.composer.quiet(moment(until))}
    </p>
  );
}
