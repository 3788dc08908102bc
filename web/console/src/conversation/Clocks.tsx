import type { ConversationDetail } from "../api/types";
import { readClockOf } from "../clock/reading";
import { messages } from "../messages";
import { moment } from "../shared/time";
import { useNow } from "../shared/useNow";
import classes from "./Clocks.module.css";
import { Explanation } from "./Explanation";

/** Every promise of a conversation, and how it stands. */
export function Clocks({ conversation }: { conversation: ConversationDetail }) {
  const now = useNow();
  if (conversation.clocks.length === 0) return <p className={classes.none}>{messages.clock.none}</p>;
  return (
    <ul className={classes.clocks}>
      {conversation.clocks.map((clock) => {
        const { tone, text } = readClockOf(conversation, clock, now);
        return (
          <li key={clock.target} className={classes.clock} data-tone={tone}>
            <span>{messages.clock.targets[clock.target]}</span>
            <strong className={classes.reading}>{text}</strong>
            <span className={classes.due}>{messages.clock.due(moment(clock.due_at))}</span>
            <Explanation
              conversation={conversation.id}
              version={conversation.version}
              target={clock.target}
            />
          </li>
        );
      })}
    </ul>
  );
}
