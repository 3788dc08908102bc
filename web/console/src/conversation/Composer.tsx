import { ActionIcon, Button, FileButton, Tooltip } from "@mantine/core";
import { useState } from "react";
import type { ContactDoor, ConversationDetail } from "../api/types";
import { messages } from "../messages";
import { channelName } from "../shared/ChannelIcon";
import { LockIcon, PaperclipIcon, SendIcon } from "../shared/icons";
import classes from "./Composer.module.css";
import { ComposerTabs } from "./ComposerTabs";
import { DoorSelect } from "./DoorSelect";
import type { Draft } from "./drafts";
import { COMPOSER_ID } from "./focus";
import { MacroMenu } from "./MacroMenu";
import { Quote } from "./Quote";
import { SendLater } from "./SendLater";
import { UploadChips } from "./UploadChips";
import { useDoors } from "./useDoors";
import { useSend } from "./useSend";
import { useUploads } from "./useUploads";

const { composer: words } = messages;

interface ComposerProps {
  conversation: ConversationDetail;
  draft: Draft;
  onDraft: (draft: Draft) => void;
}

const doorOf = ({ channel, connection, address }: ContactDoor) => ({ channel, connection, address });

/** Where an answer or a note is written. */
export function Composer({ conversation, draft, onDraft }: ComposerProps) {
  const { id, contact, channel, window, sends } = conversation;
  const [chosen, choose] = useState<ContactDoor>();
  const doors = useDoors(contact.id);
  const { uploads, add, remove, clear } = useUploads();
  const send = useSend(id);
  const { answered } = draft;
  const isNote = draft.type === "note";
  const isClosed = !isNote && !chosen && window !== null && !window.takes_answers;
  const needsFile = !isNote && !chosen && !sends.includes("text");
  const isReady =
    !isClosed &&
    (!needsFile || uploads.length > 0) &&
    draft.text.trim() !== "" &&
    uploads.every((upload) => upload.isStored);

  const name = channelName(chosen?.channel ?? channel);
  const sendable = needsFile ? words.needsFile(name) : words.via(name);
  const hint = isNote ? "" : isClosed ? words.closed(name) : sendable;

  function submit(sendAt?: string): void {
    if (!isReady) return;
    const attachments = uploads.map(({ id: upload, name }) => ({ id: upload, name }));
    const at = new Date().toISOString();
    const text = draft.text.trim();
    const replyTo = answered?.id;
    const by = chosen && !isNote ? doorOf(chosen) : undefined;
    send.mutate({
      key: crypto.randomUUID(),
      type: draft.type,
      text,
      attachments,
      at,
      replyTo,
      sendAt,
      door: by,
    });
    choose(undefined);
    onDraft({ text: "", type: "message" });
    clear();
  }

  function onKeyDown(event: React.KeyboardEvent): void {
    if (event.key === "Escape") (event.target as HTMLElement).blur();
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  }

  return (
    <div className={classes.frame}>
      <div className={classes.composer} data-type={draft.type}>
        <ComposerTabs type={draft.type} onChange={(type) => onDraft({ ...draft, type })} />
        {answered && !isNote && (
          <Quote quoted={answered} onDrop={() => onDraft({ ...draft, answered: undefined })} />
        )}
        <textarea
          id={COMPOSER_ID}
          className={classes.text}
          aria-label={isNote ? words.note : words.reply}
          placeholder={isNote ? words.notePlaceholder : words.replyPlaceholder(contact.name)}
          value={draft.text}
          dir="auto"
          rows={2}
          onChange={(event) => onDraft({ ...draft, text: event.target.value })}
          onKeyDown={onKeyDown}
          onPaste={(event) => [...event.clipboardData.files].forEach((file) => void add(file))}
        />
        <UploadChips uploads={uploads} onRemove={remove} />
        <div className={classes.bar}>
          <FileButton multiple onChange={(files) => files.forEach((file) => void add(file))}>
            {(button) => (
              <Tooltip label={words.attach}>
                <ActionIcon {...button} aria-label={words.attach}>
                  <PaperclipIcon />
                </ActionIcon>
              </Tooltip>
            )}
          </FileButton>
          <MacroMenu
            conversation={conversation}
            onText={(text) => onDraft({ ...draft, text: draft.text + text })}
          />
          <span className={classes.hint}>{hint}</span>
          {!isNote && (
            <DoorSelect
              doors={(doors.data ?? []).filter((door) => !door.is_opted_out)}
              chosen={chosen}
              onChoose={choose}
            />
          )}
          <kbd className={classes.shortcut}>{words.shortcut}</kbd>
          <Button.Group>
            <Button
              color={isNote ? "yellow" : "pine"}
              leftSection={isNote ? <LockIcon size={15} /> : <SendIcon size={15} />}
              disabled={!isReady}
              onClick={() => submit()}
            >
              {isNote ? words.addNote : words.send}
            </Button>
            {!isNote && <SendLater isDisabled={!isReady} onSend={submit} />}
          </Button.Group>
        </div>
      </div>
    </div>
  );
}
