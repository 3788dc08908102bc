import { Button, Checkbox, Select, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { describe } from "../api/problem";
import type { Department } from "../api/types";
import { messages } from "../messages";
import classes from "./Requests.module.css";
import { useAsk } from "./useRequests";

const { requests: words } = messages;

interface AskFormProps {
  conversation: string;
  departments: Department[];
  onDone: () => void;
}

/** A question to a department; the customer sees none of it, nor the department their address unless that is wished. */
export function AskForm({ conversation, departments, onDone }: AskFormProps) {
  const ask = useAsk(conversation);
  const [key] = useState(() => crypto.randomUUID());
  const [department, setDepartment] = useState(departments[0]?.id ?? "");
  const [question, setQuestion] = useState("");
  const [showsCustomer, setShowsCustomer] = useState(false);
  const chosen = departments.find((each) => each.id === department);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate({ key, department, question, shows_customer: showsCustomer }, { onSuccess: onDone });
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <Select
        label={words.department}
        data={departments.map(({ id, name }) => ({ value: id, label: name }))}
        value={department}
        onChange={(value) => value && setDepartment(value)}
      />
      <Textarea
        label={words.question}
        autosize
        minRows={2}
        value={question}
        onChange={(event) => setQuestion(event.currentTarget.value)}
      />
      <Checkbox
        size="xs"
        label={words.showsCustomer}
        checked={showsCustomer}
        onChange={(event) => setShowsCustomer(event.currentTarget.checked)}
      />
      {chosen && chosen.guests.length > 0 && (
        <p className={classes.facts}>{words.alsoTo(chosen.guests.join(", "))}</p>
      )}
      {ask.error && (
        <p className={classes.error} role="alert">
          {describe(ask.error)}
        </p>
      )}
      <div className={classes.actions}>
        <Button type="submit" size="compact-xs" loading={ask.isPending} disabled={!question.trim()}>
          {words.send}
        </Button>
        <Button size="compact-xs" variant="default" onClick={onDone}>
          {words.close}
        </Button>
      </div>
    </form>
  );
}
