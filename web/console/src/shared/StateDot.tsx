import { useStates } from "../api/directory";
import type { State } from "../api/types";
import { messages } from "../messages";
import classes from "./StateDot.module.css";

/** A state's name, or the desk's own name for it, with the colour of its kind. */
export function StateDot({ state, own }: { state: State; own?: string | null | undefined }) {
  const states = useStates();
  const name = own && (states.data?.find(({ id }) => id === own)?.name ?? own);
  return (
    <span className={classes.state}>
      <span className={classes.dot} data-state={state.split("_")[0]} />
      {name || messages.states[state]}
    </span>
  );
}
