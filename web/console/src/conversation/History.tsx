import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { body } from "../api/client";
import { useApi } from "../api/context";
import type { ConversationDetail } from "../api/types";
import { messages } from "../messages";
import { ChannelIcon } from "../shared/ChannelIcon";
import { StateDot } from "../shared/StateDot";
import { ago } from "../shared/time";
import { useNow } from "../shared/useNow";
import classes from "./Details.module.css";

const SHOWN = 6;
const { details: words } = messages;

/** What the customer wrote about before, whatever the channel. */
export function History({ conversation: { id, contact } }: { conversation: ConversationDetail }) {
  const api = useApi();
  const now = useNow();
  const history = useQuery({
    queryKey: ["history", contact.id],
    queryFn: () => {
      const params = { path: { contact_id: contact.id }, query: { limit: SHOWN } };
      return body(api.GET("/v1/contacts/{contact_id}/conversations", { params }));
    },
  });
  const others = history.data?.items.filter((each) => each.id !== id) ?? [];
  if (others.length === 0) return null;
  return (
    <section className={classes.section}>
      <h3 className={classes.title}>{words.history}</h3>
      <ul className={classes.history}>
        {others.map((each) => (
          <li key={each.id}>
            <Link className={classes.earlier} href={`/views/all/${each.id}`}>
              <ChannelIcon channel={each.channel} size={14} />
              <span className={classes.subject}>{each.subject || each.preview}</span>
              <span>{ago(each.last_message_at, now)}</span>
              <StateDot state={each.state} own={each.workspace_state} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
