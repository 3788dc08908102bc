import { ActionIcon, Button, FileButton, Tooltip } from "@mantine/core";
import { useEffect, useState } from "react";
import type { ConversationDetail } from "../api/types";
import { messages } from "../messages";
import { channelName } from "../shared/ChannelIcon";
import { LockIcon, PaperclipIcon, SendIcon } from "../shared/icons";
import classes from "./Composer.module.css";
import { ComposerTabs } from "./ComposerTabs";
import { type Draft, drafts } from "./drafts";
import { COMPOSER_ID } from "./focus";
import { UploadChips } from "./UploadChips";
import { useSend } from "./useSend";
import { useUploads } from "./useUploads";

const { composer: words } = messages;

/** Where an answer or a note is written; what is begun survives leaving the page. */
export function Composer({ conversation }: { conversation: ConversationDetail }) {
  const { id, contact, channel, window } = conversation;
  const [draft, setDraft] = useState<Draft>(() => drafts.read(id));
  const { uploads, add, remove, clear } = useUploads();
  const send = useSend(id);
  const isNote = draft.type === "note";
  const isClosed = !isNote && window !== null && !window.is_open && window.after !== "template";
  const isReady = !isClosed && draft.text.trim() !== "" && uploads.every((upload) => upload.isStored);

  const name = channelName(channel);
  const hint = isNote ? "" : isClosed ? words.closed(name) : words.via(name);

  useEffect(() => drafts.write(id, draft), [id, draft]);

  function submit(): void {
    if (!isReady) return;
    const attachments = uploads.map(({ id: upload, name }) => ({ id: upload, name }));
    const at = new Date().toISOString();
    send.mutate({ key: crypto.randomUUID(), type: draft.type, text: draft.text.trim(), attachments, at });
    setDraft({ text: "", type: "message" });
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
        <ComposerTabs type={draft.type} onChange={(type) => setDraft({ ...draft, type })} />
        <textarea
          id={COMPOSER_ID}
          className={classes.text}
          aria-label={isNote ? words.note : words.reply}
          placeholder={isNote ? words.notePlaceholder : words.replyPlaceholder(contact.name)}
          value={draft.text}
          dir="auto"
          rows={2}
          onChange={(event) => setDraft({ ...draft, text: event.target.value })}
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
          <span className={classes.hint}>{hint}</span>
          <kbd className={classes.shortcut}>{words.shortcut}</kbd>
          <Button
            color={isNote ? "yellow" : "pine"}
            leftSection={isNote ? <LockIcon size={15} /> : <SendIcon size={15} />}
            disabled={!isReady}
            onClick={submit}
          >
            {isNote ? words.addNote : words.send}
          </Button>
        </div>
      </div>
    </div>
  );
}
