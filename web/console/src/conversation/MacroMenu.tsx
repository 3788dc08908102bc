import { ActionIcon, Button, Group, Menu, Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { ConversationDetail } from "../api/types";
import { messages } from "../messages";
import { RobotIcon } from "../shared/icons";
import { useCannedReplies, useMacros, useRunMacro } from "./useMacros";

const { composer: words } = messages;

interface MacroMenuProps {
  conversation: ConversationDetail;
  onText: (text: string) => void;
}

/** Texts that are written often, and several things at once, which are shown before they are done. */
export function MacroMenu({ conversation, onText }: MacroMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const [chosen, choose] = useState<string>();
  const replies = useCannedReplies(conversation.id, isOpen);
  const macros = useMacros(isOpen);
  const run = useRunMacro(conversation.id, conversation.version);

  function preview(macro: string): void {
    choose(macro);
    run.mutate({ macro, preview: true }, { onError: () => choose(undefined) });
  }

  function confirm(): void {
    if (chosen) run.mutate({ macro: chosen, preview: false }, { onSettled: () => choose(undefined) });
  }

  return (
    <>
      <Menu opened={isOpen} onChange={setOpen} position="top-start" width={300} shadow="md">
        <Menu.Target>
          <ActionIcon aria-label={words.macros} title={words.macros}>
            <RobotIcon />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {replies.data?.length === 0 && macros.data?.length === 0 && (
            <Menu.Label>{words.noMacros}</Menu.Label>
          )}
          {replies.data && replies.data.length > 0 && <Menu.Label>{words.canned}</Menu.Label>}
          {replies.data?.map((each) => (
            <Menu.Item key={each.id} onClick={() => onText(each.text)}>
              {each.name}
            </Menu.Item>
          ))}
          {macros.data && macros.data.length > 0 && <Menu.Label>{words.macros}</Menu.Label>}
          {macros.data?.map((each) => (
            <Menu.Item key={each.id} onClick={() => preview(each.id)}>
              {each.name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Modal opened={chosen !== undefined} onClose={() => choose(undefined)} title={words.macroWould}>
        <Stack>
          {run.data?.written.map((each) => (
            <Text key={each.name} size="sm" style={{ whiteSpace: "pre-wrap" }}>
              {each.text ?? words.macroSets(Object.keys(each.changes))}
            </Text>
          ))}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => choose(undefined)}>
              {words.macroCancel}
            </Button>
            <Button loading={run.isPending} onClick={confirm}>
              {words.macroRun}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
