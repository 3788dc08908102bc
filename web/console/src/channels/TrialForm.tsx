import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { describe } from "../api/problem";
import { messages } from "../messages";
import classes from "./ChannelsPage.module.css";
import { useTrial } from "./useConnect";

const { channels: words } = messages;

/** Sends a test message; its delivery is shown in the conversation that it begins. */
export function TrialForm({ id }: { id: string }) {
  const [to, setTo] = useState("");
  const trial = useTrial(id);

  function submit(event: React.FormEvent): void {
    event.preventDefault();
    trial.mutate({ to: to.trim(), text: words.trialText });
  }

  return (
    <form className={classes.trial} onSubmit={submit}>
      <TextInput
        aria-label={words.trialTo}
        placeholder={words.trialTo}
        size="xs"
        value={to}
        onChange={(event) => setTo(event.target.value)}
        error={trial.error ? describe(trial.error) : undefined}
      />
      <Button
        type="submit"
        variant="default"
        size="compact-sm"
        disabled={!to.trim()}
        loading={trial.isPending}
      >
        {words.trial}
      </Button>
      <span role="status">{trial.isSuccess && words.trialSent}</span>
    </form>
  );
}
