import type { State } from "../api/types";
import { messages } from "../messages";
import classes from "./StateDot.module.css";

/** A state's name with the colour of its kind. */
export function StateDot({ state }: { state: State }) {
  return (
    <span className={classes.state}>
      <span className={classes.dot} data-state={state.split("_")[0]} />
      {messages.states[state]}
    </span>
  );
}
