import { Button } from "@mantine/core";
import { describe } from "../api/problem";
import type { ConversationDetail } from "../api/types";
import { messages } from "../messages";
import { moment } from "../shared/time";
import classes from "./Belonging.module.css";
import { useTake } from "./useTake";

const { taking: words } = messages;

/** Says where a conversation waits, or until when it is offered, and takes it with one click. */
export function Taking({ conversation }: { conversation: ConversationDetail }) {
  const { id, queue_position: position, offered_until: until } = conversation;
  const take = useTake(id);
  if (!position && !until) return null;
  return (
    <div className={classes.line} role="note">
      <span>{until ? words.offered(moment(until)) : words.waits(position ?? 0)}</span>
      <Button size="compact-xs" variant="default" loading={take.isPending} onClick={() => take.mutate()}>
        {words.take}
      </Button>
      {take.error && <span role="alert">{describe(take.error)}</span>}
    </div>
  );
}
