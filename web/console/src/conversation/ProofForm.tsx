import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { describe } from "../api/problem";
import { messages } from "../messages";
import classes from "./Details.module.css";
import { useProof } from "./useJourney";

const { journey: words } = messages;

/** Proves that who writes here is the customer of another conversation: by a code that they are sent there. */
export function ProofForm({ conversation }: { conversation: string }) {
  const [text, setText] = useState("");
  const { ask, check } = useProof(conversation);
  const isAsked = ask.data !== undefined;
  const problem = check.error ?? ask.error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isAsked) check.mutate(text.trim());
    else ask.mutate(text.trim(), { onSuccess: () => setText("") });
  };
  if (check.data || ask.data?.until === null) return null; // proven by the code, or by an address that both have
  return (
    <form className={classes.form} aria-label={words.prove} onSubmit={submit}>
      <TextInput
        label={isAsked ? words.code : words.other}
        placeholder={isAsked ? "123456" : "T0A2-8B39"}
        inputMode={isAsked ? "numeric" : "text"}
        autoComplete="off"
        value={text}
        error={problem && describe(problem)}
        onChange={({ currentTarget: { value } }) => setText(value)}
      />
      <Button
        type="submit"
        size="xs"
        variant="default"
        disabled={!text.trim()}
        loading={ask.isPending || check.isPending}
      >
        {isAsked ? words.check : words.send}
      </Button>
    </form>
  );
}
