import { Button } from "@mantine/core";
import { useState } from "react";
import type { ContactDoor, ConversationDetail, NewTemplate } from "../api/types";
import { messages } from "../messages";
import { channelName } from "../shared/ChannelIcon";
import { LockIcon, SendIcon } from "../shared/icons";
import { AttachMenu } from "./AttachMenu";
import classes from "./Composer.module.css";
import { ComposerTabs } from "./ComposerTabs";
import { DoorSelect } from "./DoorSelect";
import type { Draft } from "./drafts";
import { ExtraChips } from "./ExtraChips";
import { type Extras, hasExtras, NO_EXTRAS } from "./extras";
import { COMPOSER_ID } from "./focus";
import { MacroMenu } from "./MacroMenu";
import { Quote } from "./Quote";
import { SendLater } from "./SendLater";
import { TemplateMenu } from "./TemplateMenu";
import { UploadChips } from "./UploadChips";
import { useDoors } from "./useDoors";
import { type Outgoing, useSend } from "./useSend";
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
  const { id, contact, channel, window } = conversation;
  const [chosen, choose] = useState<ContactDoor>();
  const [extras, setExtras] = useState<Extras>(NO_EXTRAS);
  const doors = useDoors(contact.id);
  const { uploads, add, remove, clear } = useUploads();
  const send = useSend(id);
  const { answered } = draft;
  const isNote = draft.type === "note";
  const isClosed = !isNote && !chosen && window !== null && !window.takes_answers;
  const hasTemplates = !isNote && (chosen ?? conversation).sends.includes("template");
  const needsFile = !isNote && !(chosen ?? conversation).sends.includes("text");
  const isReady =
    !isClosed &&
    (!needsFile || uploads.length > 0) &&
    (draft.text.trim() !== "" || (!isNote && (uploads.length > 0 || hasExtras(extras)))) &&
    uploads.every((upload) => upload.isStored);

  const name = channelName(chosen?.channel ?? channel);
  const sendable = needsFile ? words.needsFile(name) : words.via(name);
  const hint = isNote ? "" : isClosed ? words.closed(name) : sendable;

  function submit(sendAt?: string): void {
    if (!isReady) return;
    dispatch({ type: draft.type, text: draft.text.trim(), extras: isNote ? NO_EXTRAS : extras, sendAt });
    setExtras(NO_EXTRAS);
    onDraft({ text: "", type: "message" });
  }

  function submitTemplate(template: NewTemplate, text: string): void {
    dispatch({ type: "message", text, extras: NO_EXTRAS, template, sendAt: undefined });
  }

  function dispatch(said: Pick<Outgoing, "type" | "text" | "extras" | "template" | "sendAt">): void {
    send.mutate({
      ...said,
      key: crypto.randomUUID(),
      attachments: uploads.map(({ id: upload, name }) => ({ id: upload, name })),
      at: new Date().toISOString(),
      replyTo: answered?.id,
      door: chosen && !isNote ? doorOf(chosen) : undefined,
    });
    choose(undefined);
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
        {!isNote && <ExtraChips extras={extras} onChange={setExtras} />}
        <div className={classes.bar}>
          <AttachMenu
            isFilesOnly={isNote}
            onFile={(file) => void add(file)}
            onPlace={(place) => setExtras((all) => ({ ...all, place }))}
            onCard={(card) => setExtras((all) => ({ ...all, cards: [...all.cards, card] }))}
          />
          <MacroMenu
            conversation={conversation}
            onText={(text) => onDraft({ ...draft, text: draft.text + text })}
          />
          {hasTemplates && (
            <TemplateMenu
              connection={chosen?.connection ?? conversation.connection}
              isUrgent={!chosen && window !== null && !window.is_open}
              files={uploads.filter((upload) => upload.isStored).length}
              onSend={submitTemplate}
            />
          )}
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
