import { Button, Modal, PasswordInput, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTeams } from "../api/directory";
import { describe, ProblemError } from "../api/problem";
import type { ChannelKind, ChannelKindField } from "../api/types";
import { messages } from "../messages";
import { AlertCircleIcon } from "../shared/icons";
import classes from "./ChannelsPage.module.css";
import { useChannelKinds, useConnect } from "./useConnect";

const { channels: words } = messages;

type Values = Record<string, string>;

/** Connects a channel with the form that its manifest asks for; what is secret is sent and never comes back. */
export function ConnectForm({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={words.connect} centered>
      {isOpen && <Fields onDone={onClose} />}
    </Modal>
  );
}

function Fields({ onDone }: { onDone: () => void }) {
  const kinds = useChannelKinds(true);
  const teams = useTeams();
  const connect = useConnect();
  const [channel, setChannel] = useState<string | null>(null);
  const [values, setValues] = useState<Values>({});
  const kind = kinds.data?.find((each) => each.id === channel);
  const set = (name: string) => (value: string | null) => setValues({ ...values, [name]: value ?? "" });
  const problems = problemsOf(connect.error);

  function submit(event: React.FormEvent): void {
    event.preventDefault();
    if (kind) connect.mutate(wanted(kind, values), { onSuccess: onDone });
  }

  return (
    <form className={classes.form} onSubmit={submit}>
      <Select
        label={words.channel}
        data={(kinds.data ?? []).map((each) => ({ value: each.id, label: each.label }))}
        value={channel}
        onChange={setChannel}
        searchable
        required
        error={problems.channel}
      />
      {kind && (
        <>
          <TextInput
            label={words.name}
            value={values.name ?? ""}
            onChange={(event) => set("name")(event.target.value)}
            required
            error={problems.name}
          />
          <TextInput
            label={words.id}
            description={words.idHelp}
            value={values.id ?? ""}
            onChange={(event) => set("id")(event.target.value)}
            required
            error={problems.id}
          />
          <Select
            label={messages.details.team}
            data={(teams.data ?? []).map((each) => ({ value: each.id, label: each.name }))}
            value={values.team || null}
            onChange={set("team")}
            clearable
            error={problems.team}
          />
          {kind.setting_fields.map((field) => (
            <TextInput key={field.name} {...shown("settings", field, values, problems, set)} />
          ))}
          {kind.secret_fields.map((field) => (
            <PasswordInput
              key={field.name}
              autoComplete="off"
              {...shown("secrets", field, values, problems, set)}
            />
          ))}
        </>
      )}
      <div role="alert">
        {connect.error && (
          <p className={classes.problem}>
            <AlertCircleIcon size={16} /> {describe(connect.error)}
          </p>
        )}
      </div>
      <div className={classes.actions}>
        <Button variant="default" onClick={onDone}>
          {words.cancel}
        </Button>
        <Button type="submit" disabled={!kind} loading={connect.isPending}>
          {words.connect}
        </Button>
      </div>
    </form>
  );
}

function shown(
  place: "settings" | "secrets",
  field: ChannelKindField,
  values: Values,
  problems: Values,
  set: (name: string) => (value: string) => void,
) {
  const key = `${place}.${field.name}`;
  return {
    label: field.label,
    description: field.help,
    placeholder: field.default ?? "",
    required: field.is_required && !field.default,
    value: values[key] ?? "",
    error: problems[key],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => set(key)(event.target.value),
  };
}

function wanted(kind: ChannelKind, values: Values) {
  const given = (place: "settings" | "secrets") =>
    Object.fromEntries(
      (place === "settings" ? kind.setting_fields : kind.secret_fields)
        .map(({ name }) => [name, values[`${place}.${name}`]?.trim() ?? ""] as const)
        .filter(([, value]) => value),
    );
  return {
    id: values.id?.trim() ?? "",
    channel: kind.id,
    name: values.name?.trim() ?? "",
    team: values.team || null,
    settings: given("settings"),
    secrets: given("secrets"),
  };
}

/** What the API says of each field, under the field's own name. */
function problemsOf(error: Error | null): Values {
  if (!(error instanceof ProblemError)) return {};
  return Object.fromEntries(error.fields.map(({ field, message }) => [field, message]));
}
