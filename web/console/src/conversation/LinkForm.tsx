import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { describe } from "../api/problem";
import type { LinkKind } from "../api/types";
import { messages } from "../messages";
import classes from "./Details.module.css";
import { useJoin } from "./useJoin";
import { useLink } from "./useLinks";

const { belonging: words } = messages;
const KINDS = [
  "related",
  "duplicate_of",
  "duplicated_by",
  "caused_by",
  "cause_of",
  "child_of",
  "parent_of",
] as const satisfies readonly LinkKind[];

type Kind = (typeof KINDS)[number] | "join";

/** Says what another conversation is to this one, or that both are one matter. */
export function LinkForm({ conversation }: { conversation: string }) {
  const [kind, setKind] = useState<Kind>("related");
  const [code, setCode] = useState("");
  const link = useLink(conversation);
  const join = useJoin(conversation);
  const problem = link.error ?? join.error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (kind === "join") join.mutate(code.trim());
    else link.mutate({ kind, to: code.trim() }, { onSuccess: () => setCode("") });
  };
  return (
    <form className={classes.form} aria-label={words.title} onSubmit={submit}>
      <NativeSelect
        label={words.kind}
        data={[
          ...KINDS.map((value) => ({ value, label: words.kinds[value] })),
          { value: "join", label: words.joinInto },
        ]}
        value={kind}
        onChange={({ currentTarget: { value } }) => setKind(value as Kind)}
      />
      <TextInput
        label={words.other}
        placeholder="T0A2-8B39"
        autoComplete="off"
        value={code}
        error={problem && describe(problem)}
        onChange={({ currentTarget: { value } }) => setCode(value)}
      />
      <Button
        type="submit"
        size="xs"
        variant="default"
        disabled={!code.trim()}
        loading={link.isPending || join.isPending}
      >
        {kind === "join" ? words.join : words.link}
      </Button>
    </form>
  );
}
