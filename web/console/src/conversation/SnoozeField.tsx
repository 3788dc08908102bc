import { TextInput } from "@mantine/core";
import { messages } from "../messages";
import { local } from "../shared/later";

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
