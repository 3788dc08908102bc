import { Button, Group, Menu, Modal, Stack, Textarea, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import type { Sign, TimelineItem } from "../api/types";
import { messages } from "../messages";
import classes from "./Message.module.css";
import { useAmend } from "./useAmend";

const { amend: words } = messages;
const SIGNS: Sign[] = ["👍", "👎", "❤️", "🔥", "🎉", "🙏"];
const OUT = ["sent", "delivered", "read"];

interface MessageMenuProps {
  conversation: string;
  item: TimelineItem;
  /** What the conversation's channel takes. */
  sends: string[];
}

/** What can still be done to a message that the customer has, where their provider takes it. */
export function MessageMenu({ conversation, item, sends }: MessageMenuProps) {
  const [draft, setDraft] = useState<string>();
  const amend = useAmend(conversation, item.id);
  const isOurs = item.name === "message.queued" && OUT.includes(item.delivery?.state ?? "");
  const isEdited = isOurs && sends.includes("edit") && item.attachments.length === 0;
  const isDeleted = isOurs && sends.includes("deletion");
  const isReactedTo = item.name === "message.received" && sends.includes("reaction");
  if (item.deleted_at || !(isEdited || isDeleted || isReactedTo)) return null;
  const mine = item.reactions.find(({ is_ours }) => is_ours)?.sign;
  return (
    <>
      <Menu position="top-start" shadow="md">
        <Menu.Target>
          <UnstyledButton className={`${classes.toggle} ${classes.answer}`} aria-label={words.menu}>
            ⋯
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {isReactedTo && (
            <Group gap={2} wrap="nowrap">
              {SIGNS.map((sign) => (
                <Menu.Item
                  key={sign}
                  aria-label={words.react(sign)}
                  data-chosen={sign === mine}
                  onClick={() => amend.mutate({ sign: sign === mine ? "" : sign })}
                >
                  {sign}
                </Menu.Item>
              ))}
            </Group>
          )}
          {isEdited && <Menu.Item onClick={() => setDraft(item.text ?? "")}>{words.edit}</Menu.Item>}
          {isDeleted && (
            <Menu.Item color="red" onClick={() => amend.mutate("delete")}>
              {words.delete}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Modal opened={draft !== undefined} onClose={() => setDraft(undefined)} title={words.edit}>
        <Stack>
          <Textarea
            autosize
            data-autofocus
            aria-label={words.text}
            value={draft ?? ""}
            onChange={({ currentTarget: { value } }) => setDraft(value)}
          />
          <Group justify="flex-end">
            <Button
              disabled={!draft?.trim()}
              loading={amend.isPending}
              onClick={() => amend.mutate({ text: draft ?? "" }, { onSuccess: () => setDraft(undefined) })}
            >
              {words.save}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
