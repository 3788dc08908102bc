import { TextInput } from "@mantine/core";
import type { Contact } from "../api/types";
import { messages } from "../messages";
import classes from "./Details.module.css";
import { useContactChange } from "./useContactChange";

const { contact: words } = messages;
const FIELDS = ["name", "email", "phone", "company", "tier", "language", "time_zone"] as const;

/** What is known of a customer; leaving a field saves it, and an empty one takes the value away. */
export function ContactForm({ contact, conversation }: { contact: Contact; conversation: string }) {
  const change = useContactChange(contact, conversation);
  const wrong = change.problems;
  return (
    <div className={classes.form} aria-busy={change.isPending}>
      {FIELDS.map((field) => (
        <TextInput
          key={`${field} ${contact[field] ?? ""}`}
          label={words[field]}
          defaultValue={contact[field] ?? ""}
          error={wrong[field]}
          onBlur={({ currentTarget: { value } }) => {
            const wanted = value.trim() || null;
            if (wanted !== contact[field]) change.save({ [field]: wanted });
          }}
        />
      ))}
    </div>
  );
}
