import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "wouter";
import { body } from "../api/client";
import { useApi } from "../api/context";
import { describe } from "../api/problem";
import type { ConversationDetail } from "../api/types";
import { messages } from "../messages";
import classes from "./Belonging.module.css";

const { belonging: words } = messages;

/** The conversations that one hangs together with, how they stand, and the way to unlink them. */
export function Links({ conversation: { id, links } }: { conversation: ConversationDetail }) {
  const api = useApi();
  const queries = useQueryClient();
  const unlink = useMutation({
    mutationFn: (other: string) => {
      const params = { path: { conversation_id: id, other_id: other } };
      return body(api.DELETE("/v1/conversations/{conversation_id}/links/{other_id}", { params }));
    },
    onSuccess: () => queries.invalidateQueries(),
  });
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
