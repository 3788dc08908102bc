import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { describe } from "../api/problem";
import type { Contact } from "../api/types";
import { messages } from "../messages";
import { moment } from "../shared/time";
import classes from "./Details.module.css";
import { useMerge, useUnmerge } from "./useMerge";

const { merging: words } = messages;

/** Which other contacts are this customer, why that is thought, the way back, and how to add one. */
export function SameCustomer({ contact }: { contact: Contact }) {
  const [code, setCode] = useState("");
  const [reason, setReason] = useState("");
  const merge = useMerge(contact.id);
  const unmerge = useUnmerge();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const done = () => {
      setCode("");
      setReason("");
    };
    merge.mutate({ code, reason }, { onSuccess: done });
  };
  const problem = merge.error ?? unmerge.error;
  return (
    <form className={classes.form} onSubmit={submit} aria-label={words.title}>
      {contact.merges.map(({ contact_id, evidence, at }) => (
        <p key={contact_id} className={classes.merged} title={moment(at)}>
          {evidence}
          <Button
            size="compact-xs"
            variant="default"
            loading={unmerge.isPending && unmerge.variables === contact_id}
            onClick={() => unmerge.mutate(contact_id)}
          >
            {words.undo}
          </Button>
        </p>
      ))}
      <TextInput
        label={words.code}
        placeholder="T0A2-8B39"
        value={code}
        onChange={({ currentTarget: { value } }) => setCode(value)}
      />
      <TextInput
        label={words.reason}
        value={reason}
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
      <Button type="submit" size="xs" variant="default" disabled={!code.trim()} loading={merge.isPending}>
        {words.merge}
      </Button>
      {problem && <p role="alert">{describe(problem)}</p>}
    </form>
  );
}
