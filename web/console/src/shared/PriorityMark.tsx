import type { Priority } from "../api/types";
import { messages } from "../messages";
import { ChevronDownIcon, ChevronsUpIcon, ChevronUpIcon, type Icon } from "./icons";
import classes from "./PriorityMark.module.css";

const MARKS: Record<Exclude<Priority, "normal">, Icon> = {
  urgent: ChevronsUpIcon,
  high: ChevronUpIcon,
  low: ChevronDownIcon,
};

/** A mark for a priority that is not the usual one. */
export function PriorityMark({ priority }: { priority: Priority }) {
  if (priority === "normal") return null;
  const Mark = MARKS[priority];
  return (
    <span className={classes.mark} data-priority={priority} title={messages.priorities[priority]}>
      <Mark size={15} label={messages.priorities[priority]} />
    </span>
  );
}
