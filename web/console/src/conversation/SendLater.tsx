import { Button, Group, Menu, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import { messages } from "../messages";
import { ChevronDownIcon } from "../shared/icons";
import { inAnHour, local, nextMonday, tomorrow } from "../shared/later";
import { moment } from "../shared/time";

const { later: words } = messages;

const CHOICES = [
  [words.hour, inAnHour],
  [words.tomorrow, tomorrow],
  [words.monday, nextMonday],
] as const;

interface SendLaterProps {
  isDisabled: boolean;
  onSend: (at: string) => void;
}

/** When an answer leaves, if not at once. */
export function SendLater({ isDisabled, onSend }: SendLaterProps) {
  const [picked, pick] = useState<string>();
  const now = new Date();
  const isPast = picked === "" || (picked !== undefined && new Date(picked) <= now);

  function confirm(): void {
    if (!picked || isPast) return;
    onSend(new Date(picked).toISOString());
    pick(undefined);
  }

  return (
    <>
      <Menu position="top-end" shadow="md" disabled={isDisabled}>
        <Menu.Target>
          <Button aria-label={words.label} title={words.label} color="pine" px={7} disabled={isDisabled}>
            <ChevronDownIcon size={15} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{words.label}</Menu.Label>
          {CHOICES.map(([text, at]) => (
            <Menu.Item key={text} title={moment(at(now))} onClick={() => onSend(at(new Date()))}>
              {text}
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => pick(local(tomorrow(now)))}>{words.pick}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={picked !== undefined} onClose={() => pick(undefined)} title={words.label}>
        <TextInput
          type="datetime-local"
          label={words.at}
          value={picked ?? ""}
          min={local(now.toISOString())}
          error={isPast && words.past}
          onChange={({ currentTarget: { value } }) => pick(value)}
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => pick(undefined)}>
            {words.cancel}
          </Button>
          <Button disabled={isPast} onClick={confirm}>
            {words.schedule}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
