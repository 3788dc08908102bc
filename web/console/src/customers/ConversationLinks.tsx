import { Link } from "wouter";
import type { Conversation } from "../api/types";
import { messages } from "../messages";
import { ChannelIcon } from "../shared/ChannelIcon";
import { StateDot } from "../shared/StateDot";
import { ago } from "../shared/time";
import { useNow } from "../shared/useNow";
import classes from "./Customers.module.css";

/** Conversations in one line each, whoever's they are. */
export function ConversationLinks({ conversations }: { conversations: Conversation[] }) {
  const now = useNow();
  if (conversations.length === 0) return <p className={classes.facts}>{messages.customers.wroteNothing}</p>;
  return (
    <ul className={classes.list}>
      {conversations.map((each) => (
        <li key={each.id}>
          <Link className={classes.customer} href={`/views/all/${each.id}`}>
            <ChannelIcon channel={each.channel} size={16} />
            <span className={classes.name}>{each.contact.name}</span>
            <span className={classes.facts}>{each.subject || each.preview}</span>
            <StateDot state={each.state} own={each.workspace_state} />
            <span className={classes.tier}>{ago(each.last_message_at, now)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
