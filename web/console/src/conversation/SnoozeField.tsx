import { TextInput } from "@mantine/core";
import { messages } from "../messages";

const MORNING = 9;

/** The next day at nine, in the agent's own time zone. */
export function tomorrow(now: Date): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, MORNING).toISOString();
}

/** A moment as a field for local time takes it. */
export function local(moment: string): string {
  const at = new Date(moment);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

interface SnoozeFieldProps {
  until: string;
  onChange: (until: string) => void;
}

/** When a snooze ends; leaving the field saves another moment. */
export function SnoozeField({ until, onChange }: SnoozeFieldProps) {
  return (
    <TextInput
      key={until}
      type="datetime-local"
      label={messages.details.snoozedUntil}
      defaultValue={local(until)}
      onBlur={({ currentTarget: { value } }) => {
        if (value && value !== local(until)) onChange(new Date(value).toISOString());
      }}
    />
  );
}
