import { Button, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { describe } from "../api/problem";
import type { ConversationDetail } from "../api/types";
import { messages } from "../messages";
import classes from "./Details.module.css";
import { useSolveChildren } from "./useLinks";

const { children: words } = messages;
const DONE = new Set(["solved", "closed", "spam", "merged", "abandoned", "erased"]);

/** Answers all open children of a parent and solves them; what became of one that was refused is told. */
export function ChildrenForm({ conversation: { id, links } }: { conversation: ConversationDetail }) {
  const [text, setText] = useState("");
  const [key] = useState(() => crypto.randomUUID());
  const solve = useSolveChildren(id);
  const open = links.filter(({ kind, state }) => kind === "parent_of" && !DONE.has(state));
  const refused = solve.data?.items.filter(({ problem }) => problem) ?? [];
  if (!open.length && !refused.length) return null;
  const codes = new Map(links.map(({ conversation: { id: child, code } }) => [child, code]));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    solve.mutate({ key, text });
  };
  return (
    <form className={classes.form} aria-label={words.title} onSubmit={submit}>
      <Textarea
        label={words.answer(open.length)}
        autosize
        minRows={2}
        value={text}
        error={solve.error && describe(solve.error)}
        onChange={({ currentTarget: { value } }) => setText(value)}
      />
      {refused.map(({ id: child, problem }) => (
        <p key={child} role="alert">
          {codes.get(child) ?? child}: {problem?.detail}
        </p>
      ))}
      <Button type="submit" size="xs" disabled={!text.trim()} loading={solve.isPending}>
        {words.solve}
      </Button>
    </form>
  );
}
