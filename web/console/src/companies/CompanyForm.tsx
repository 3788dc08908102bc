import { Button, Select, TagsInput, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useContactTerms } from "../api/directory";
import { describe, ProblemError } from "../api/problem";
import type { Company } from "../api/types";
import { messages } from "../messages";
import classes from "./CompaniesPage.module.css";
import { useKeepCompany } from "./useCompanies";

const { companies: words } = messages;

/** A company's name, the domains that tell it, its tier, and what agents should know of it. */
export function CompanyForm({ company, onDone }: { company: Company | undefined; onDone: () => void }) {
  const [name, setName] = useState(company?.name ?? "");
  const [domains, setDomains] = useState<string[]>([...(company?.domains ?? [])]);
  const [tier, setTier] = useState<string | null>(company?.tier ?? null);
  const [notes, setNotes] = useState(company?.notes ?? "");
  const terms = useContactTerms();
  const keep = useKeepCompany(company);
  const told = keep.error instanceof ProblemError ? keep.error.fields : [];
  const wrong = (field: string) => told.find((each) => each.field.startsWith(field))?.message;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const fields = company?.fields ?? {};
    keep.mutate({ name: name.trim(), domains, tier, notes, fields }, { onSuccess: onDone });
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        label={words.name}
        value={name}
        error={wrong("name")}
        onChange={({ currentTarget: { value } }) => setName(value)}
      />
      <TagsInput
        label={words.domains}
        description={words.domainsHint}
        value={domains}
        error={wrong("domains")}
        onChange={setDomains}
      />
      {terms.data && terms.data.tiers.length > 0 && (
        <Select
          label={messages.contact.tier}
          data={terms.data.tiers}
          value={tier}
          error={wrong("tier")}
          clearable
          onChange={setTier}
        />
      )}
      <Textarea
        label={words.notes}
        autosize
        minRows={2}
        value={notes}
        onChange={({ currentTarget: { value } }) => setNotes(value)}
      />
      {keep.error && told.length === 0 && <p role="alert">{describe(keep.error)}</p>}
      <Button type="submit" disabled={!name.trim()} loading={keep.isPending}>
        {words.keep}
      </Button>
    </form>
  );
}
