import { ActionIcon, Alert, Button, Group, Loader, Modal, Select, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { describe } from "../api/problem";
import type { NewTemplate, Template } from "../api/types";
import { messages } from "../messages";
import { TemplateIcon } from "../shared/icons";
import { EMPTY, isFilled, preview, type Values, type Variable, variablesOf } from "./templates";
import { useTemplates } from "./useTemplates";

const { templates: words } = messages;
const keyOf = ({ name, language }: Template) => `${name} ${language}`;

interface TemplateMenuProps {
  connection: string;
  /** Whether nothing else is taken now. */
  isUrgent: boolean;
  /** How many files are ready to go with it. */
  files: number;
  onSend: (template: NewTemplate, text: string) => void;
}

/** A template that the provider has approved: chosen, filled in, shown as it will read, and sent. */
export function TemplateMenu({ connection, isUrgent, files, onSend }: TemplateMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const [key, choose] = useState<string | null>(null);
  const [values, setValues] = useState<Values>(EMPTY);
  const listed = useTemplates(connection, isOpen);
  const chosen = listed.data?.find((each) => keyOf(each) === key);
  const needs = chosen?.header_kind ? 1 : 0;
  const isReady = chosen !== undefined && isFilled(chosen, values) && files === needs;

  function pick(next: string | null): void {
    choose(next);
    setValues(EMPTY);
  }

  function fill({ part, name }: Variable, value: string): void {
    setValues((all) => ({ ...all, [part]: { ...all[part], [name]: value } }));
  }

  function send(): void {
    if (!isReady) return;
    onSend({ name: chosen.name, language: chosen.language, ...values }, preview(chosen, values));
    pick(null);
    setOpen(false);
  }

  return (
    <>
      {isUrgent ? (
        <Button
          size="xs"
          variant="light"
          leftSection={<TemplateIcon size={15} />}
          onClick={() => setOpen(true)}
        >
          {words.choose}
        </Button>
      ) : (
        <ActionIcon aria-label={words.choose} title={words.choose} onClick={() => setOpen(true)}>
          <TemplateIcon />
        </ActionIcon>
      )}
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={words.title}>
        {listed.isPending && <Loader size="sm" />}
        {listed.error && <Alert color="red">{describe(listed.error)}</Alert>}
        {listed.data?.length === 0 && <Text size="sm">{words.none}</Text>}
        {listed.data && listed.data.length > 0 && (
          <Select
            label={words.template}
            searchable
            data={listed.data.map((each) => ({
              value: keyOf(each),
              label: `${each.name} (${each.language})`,
            }))}
            value={key}
            onChange={pick}
          />
        )}
        {chosen &&
          variablesOf(chosen).map((variable) => (
            <TextInput
              key={`${variable.part} ${variable.name}`}
              mt="sm"
              label={words.variable(variable.part, variable.name)}
              description={variable.within}
              value={values[variable.part]?.[variable.name] ?? ""}
              maxLength={300}
              onChange={({ currentTarget: { value } }) => fill(variable, value)}
            />
          ))}
        {chosen && (
          <Text mt="md" size="sm" data-testid="preview" style={{ whiteSpace: "pre-wrap" }}>
            {preview(chosen, values)}
          </Text>
        )}
        {chosen && files !== needs && (
          <Alert mt="sm" color="yellow">
            {chosen.header_kind ? words.needsFile(chosen.header_kind) : words.noFile}
          </Alert>
        )}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => setOpen(false)}>
            {words.cancel}
          </Button>
          <Button disabled={!isReady} onClick={send}>
            {words.send}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
