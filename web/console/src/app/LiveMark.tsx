import { Tooltip } from "@mantine/core";
import { useLiveState } from "../live/LiveProvider";
import { messages } from "../messages";
import classes from "./Header.module.css";

/** Whether what is on the screen keeps itself up to date. */
export function LiveMark() {
  const state = useLiveState();
  return (
    <Tooltip label={messages.live.hint[state]}>
      <span className={classes.live} data-state={state} data-testid="live" role="status">
        <span className={classes.pulse} />
        <span>{messages.live[state]}</span>
      </span>
    </Tooltip>
  );
}
