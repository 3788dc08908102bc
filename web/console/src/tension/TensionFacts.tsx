import type { Tension } from "../api/types";
import { messages } from "../messages";
import { moment } from "../shared/time";
import classes from "./TensionFacts.module.css";

const { tension: words } = messages;

/** How tense a conversation is, each thing that makes it so, and the playbook that runs. */
export function TensionFacts({ tension }: { tension: Tension | null }) {
  if (!tension || tension.score === 0) return <p className={classes.line}>{words.calm}</p>;
  const { score, reasons } = tension;
  return (
    <>
      <p className={classes.score}>
        <meter className={classes.meter} min={0} max={100} low={40} high={70} optimum={0} value={score} />
        {words.score(score)}
      </p>
      <ul className={classes.reasons}>
        {reasons.map(({ sign, points, words: found }) => (
          <li key={`${sign} ${found}`}>
            <span>
              {words.signs[sign]}
              {found.length > 0 && <q>{found.join(", ")}</q>}
            </span>
            <span>{words.points(points)}</span>
          </li>
        ))}
      </ul>
      <Played tension={tension} />
    </>
  );
}

function Played({ tension: { playbook, step, next_step_at } }: { tension: Tension }) {
  if (!playbook || !step) return null;
  const text = next_step_at ? words.next(playbook, step, moment(next_step_at)) : words.last(playbook, step);
  return <p className={classes.line}>{text}</p>;
}
