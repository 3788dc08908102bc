import { Select, TextInput } from "@mantine/core";
import { useContactTerms } from "../api/directory";
import type { Contact } from "../api/types";
import { useCompanies } from "../companies/useCompanies";
import { messages } from "../messages";
import classes from "./Details.module.css";
import { OwnField } from "./OwnField";
import { useContactChange } from "./useContactChange";

const { contact: words } = messages;
const FIELDS = ["name", "email", "phone", "company", "language", "time_zone"] as const;

/** What is known of a customer; leaving a field saves it, and an empty one takes the value away. */
export function ContactForm({ contact, conversation }: { contact: Contact; conversation: string }) {
  const change = useContactChange(contact, conversation);
  const terms = useContactTerms();
  const companies = useCompanies();
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
      {companies.data && companies.data.length > 0 && (
        <Select
          label={words.company_id}
          data={companies.data.map(({ id, name }) => ({ value: id, label: name }))}
          value={contact.company_id}
          error={wrong.company_id}
          searchable
          clearable
          onChange={(company_id) => change.save({ company_id })}
        />
      )}
      {terms.data && terms.data.tiers.length > 0 && (
        <Select
          label={words.tier}
          data={terms.data.tiers}
          value={contact.tier}
          error={wrong.tier}
          clearable
          onChange={(tier) => change.save({ tier })}
        />
      )}
      {terms.data?.fields.map((field) => (
        <OwnField
          key={field.id}
          field={field}
          value={contact.fields[field.id]}
          error={wrong[`fields.${field.id}`]}
          onChange={(value) => change.save({ fields: { [field.id]: value } })}
        />
      ))}
    </div>
  );
}
