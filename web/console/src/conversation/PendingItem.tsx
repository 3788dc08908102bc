import { UnstyledButton } from "@mantine/core";
import { useMe } from "../api/directory";
import { messages } from "../messages";
import { Face } from "../shared/Face";
import { AddressBookIcon, ClockIcon, FileIcon, MapPinIcon } from "../shared/icons";
import { placeName } from "./extras";
import classes from "./Message.module.css";
import { MessageText } from "./MessageText";
import { type Pending, useDiscard, useSend } from "./useSend";

const { conversation: words } = messages;

/** A message that the desk does not have yet. */
export function PendingItem({ conversation, pending }: { conversation: string; pending: Pending }) {
  const { outgoing, hasFailed, reason } = pending;
  const me = useMe();
  const send = useSend(conversation);
  const discard = useDiscard(conversation);
  const resend = () => {
    discard(outgoing.key);
    send.mutate(outgoing);
  };
  return (
    <article
      className={classes.message}
      data-kind={outgoing.type === "note" ? "note" : "outbound"}
      data-pending={!hasFailed}
      data-testid="pending"
    >
      <span className={classes.face}>
        <Face name={me.data?.name ?? words.you} seed={me.data?.id ?? words.you} size={30} />
      </span>
      <div className={classes.body}>
        <MessageText className={classes.bubble} text={outgoing.text} />
        {outgoing.attachments.map((file) => (
          <span key={file.id} className={classes.kind}>
            <FileIcon size={14} /> {file.name}
          </span>
        ))}
        {outgoing.extras.place && (
          <span className={classes.kind}>
            <MapPinIcon size={14} /> {placeName(outgoing.extras.place)}
          </span>
        )}
        {outgoing.extras.cards.map((card) => (
          <span key={card.name} className={classes.kind}>
            <AddressBookIcon size={14} /> {card.name}
          </span>
        ))}
        <footer className={classes.foot} role="status">
          {hasFailed ? (
            <>
              <span className={classes.failed}>
                {words.notSent}: {reason}
              </span>
              <UnstyledButton className={classes.toggle} onClick={resend}>
                {words.resend}
              </UnstyledButton>
              <UnstyledButton className={classes.toggle} onClick={() => discard(outgoing.key)}>
                {words.discard}
              </UnstyledButton>
            </>
          ) : (
            <>
              <ClockIcon size={13} /> {words.sending}
            </>
          )}
        </footer>
      </div>
    </article>
  );
}
