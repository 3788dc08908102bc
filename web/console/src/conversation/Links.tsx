import { Button } from "@mantine/core";
import { Link } from "wouter";
import { describe } from "../api/problem";
import type { ConversationDetail } from "../api/types";
import { messages } from "../messages";
import classes from "./Belonging.module.css";
import { useUnlink } from "./useLinks";

const { belonging: words } = messages;

/** The conversations that one hangs together with, how they stand, and the way to unlink them. */
export function Links({ conversation: { id, links } }: { conversation: ConversationDetail }) {
  const unlink = useUnlink(id);
  return links.map(({ kind, conversation: other, state }) => (
    <div key={other.id} className={classes.line} role="note">
      <span>
        {words.kinds[kind]} <Link href={`/views/all/${other.id}`}>{other.subject || other.code}</Link> ·{" "}
        {messages.states[state]}
      </span>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={words.unlink(other.code)}
        loading={unlink.isPending && unlink.variables === other.id}
        onClick={() => unlink.mutate(other.id)}
      >
        ×
      </Button>
      {unlink.error && unlink.variables === other.id && <span role="alert">{describe(unlink.error)}</span>}
    </div>
  ));
}
