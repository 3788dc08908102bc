import { Button } from "@mantine/core";
import { Link } from "wouter";
import { describe } from "../api/problem";
import type { ConversationDetail } from "../api/types";
import { messages } from "../messages";
import classes from "./Belonging.module.css";
import { useJoin, usePart } from "./useJoin";

const { belonging: words } = messages;

/** Says that a conversation may be part of another one, which one click makes it; or that it is. */
export function Belonging({ conversation }: { conversation: ConversationDetail }) {
  const { id, may_belong_to: other, joined_into: into } = conversation;
  const join = useJoin(id);
  const part = usePart(id);
  if (into) {
    return (
      <div className={classes.line}>
        <span>
          {words.goesOn} <Link href={`/views/all/${into.id}`}>{into.subject || into.code}</Link>
        </span>
        <Button size="compact-xs" variant="default" loading={part.isPending} onClick={() => part.mutate()}>
          {words.part}
        </Button>
        {part.error && <span role="alert">{describe(part.error)}</span>}
      </div>
    );
  }
  if (!other) return null;
  return (
    <div className={classes.line} role="note">
      <span>
        {words.may} <Link href={`/views/all/${other.id}`}>{other.subject || other.code}</Link> · {other.code}
      </span>
      <Button
        size="compact-xs"
        variant="default"
        loading={join.isPending}
        onClick={() => join.mutate(other.id)}
      >
        {words.join}
      </Button>
      {join.error && <span role="alert">{describe(join.error)}</span>}
    </div>
  );
}
