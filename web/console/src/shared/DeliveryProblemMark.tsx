import type { Conversation } from "../api/types";
import { messages } from "../messages";
import { AlertCircleIcon } from "./icons";
import classes from "./PriorityMark.module.css";

/** A mark for a conversation whose latest answer did not reach its customer. */
export function DeliveryProblemMark({ problem }: { problem: Conversation["delivery_problem"] }) {
  if (!problem) return null;
  const label = messages.delivery.problem(problem.reason);
  return (
    <span className={classes.mark} data-priority="urgent" title={label}>
      <AlertCircleIcon size={15} label={label} />
    </span>
  );
}
