import { Button, Group, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { describe, ProblemError } from "../api/problem";
import type { Setting } from "../api/types";
import { messages } from "../messages";
import { DryRun } from "./DryRun";
import { lean } from "./lean";
import classes from "./SettingsPage.module.css";
import { useKeepSetting, useRemoveSetting } from "./useSettings";

const { settings: words } = messages;

interface Props {
  part: string;
  known: Setting | undefined;
  all: readonly Setting[];
  version: number;
  isSingle: boolean;
  onDone: () => void;
}

/** One record of the configuration as text; what the desk finds wrong is told field by field. */
export function RecordForm({ part, known, all, version, isSingle, onDone }: Props) {
  const [id, setId] = useState(known?.id ?? "");
  const [text, setText] = useState(() => JSON.stringify(lean(known?.record ?? {}), null, 2));
  const [unreadable, setUnreadable] = useState<string>();
  const keep = useKeepSetting(part, version);
  const read = () => {
    try {
      const record: Setting["record"] = JSON.parse(text);
      setUnreadable(undefined);
      return isSingle ? record : { ...record, id };
    } catch (error) {
      setUnreadable(words.notJson(describe(error)));
      return undefined;
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const record = read();
    if (record) keep.mutate({ id, record }, { onSuccess: onDone });
  };
  const told = keep.error instanceof ProblemError ? keep.error.fields : [];
  return (
    <form className={classes.form} onSubmit={submit}>
      {!known && (
        <TextInput
          label={words.id}
          description={words.idHint}
          value={id}
          onChange={({ currentTarget: { value } }) => setId(value)}
        />
      )}
      <Textarea
        label={words.record}
        description={words.recordHint}
        classNames={{ input: classes.text }}
        autosize
        minRows={10}
        maxRows={28}
        spellCheck={false}
        value={text}
        error={unreadable}
        onChange={({ currentTarget: { value } }) => setText(value)}
      />
      {keep.error && (
        <div role="alert" className={classes.wrong}>
          <p>{describe(keep.error)}</p>
          <ul>
            {told.map(({ field, message }) => (
              <li key={field}>
                <code>{field}</code> {message}
              </li>
            ))}
          </ul>
        </div>
      )}
      {part === "automations" && <DryRun id={id} all={all} read={read} />}
      <Group justify="space-between">
        <Button type="submit" disabled={!id} loading={keep.isPending}>
          {words.keep}
        </Button>
        {known && !isSingle && <Remove part={part} id={known.id} version={version} onDone={onDone} />}
      </Group>
    </form>
  );
}

function Remove({
  part,
  id,
  version,
  onDone,
}: {
  part: string;
  id: string;
  version: number;
  onDone: () => void;
}) {
  const [isSure, setSure] = useState(false);
  const remove = useRemoveSetting(part, version);
  const told = remove.error instanceof ProblemError ? remove.error.fields : [];
  return (
    <div>
      <Button
        color="red"
        variant={isSure ? "filled" : "subtle"}
        loading={remove.isPending}
        onClick={() => (isSure ? remove.mutate(id, { onSuccess: onDone }) : setSure(true))}
      >
        {isSure ? words.removeSure : words.remove}
      </Button>
      {remove.error && (
        <p role="alert">
          {describe(remove.error)} {told.map(({ field, message }) => `${field}: ${message}`).join("; ")}
        </p>
      )}
    </div>
  );
}
