import { messages } from "../messages";
import { SwitchIcon } from "./icons";
import classes from "./PriorityMark.module.css";

interface Handed {
  handovers: number;
  handed_over_often: boolean;
}

/** A mark for a conversation that has changed hands too often. */
export function HandoverMark({ conversation }: { conversation: Handed }) {
  if (!conversation.handed_over_often) return null;
  const label = messages.handovers.often(conversation.handovers);
  return (
    <span className={classes.mark} data-priority="high" title={label}>
      <SwitchIcon size={15} label={label} />
    </span>
  );
}
