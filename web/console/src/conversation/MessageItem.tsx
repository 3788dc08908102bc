import { Checkbox, UnstyledButton } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { Link } from "wouter";
import type { Place, TimelineItem } from "../api/types";
import { messages } from "../messages";
import { Face } from "../shared/Face";
import { LockIcon, RobotIcon } from "../shared/icons";
import { moment, timeOfDay } from "../shared/time";
import { AttachmentTile } from "./AttachmentTile";
import { DeliveryMark } from "./DeliveryMark";
import classes from "./Message.module.css";
import { MessageText } from "./MessageText";
import { Quote, type Quoted } from "./Quote";
import { Undo } from "./Undo";

const FormattedMessage = lazy(() =>
  import("./FormattedMessage").then((module) => ({ default: module.FormattedMessage })),
);

const { conversation: words } = messages;
const QUOTED = 160;

function kindOf({ type, direction }: TimelineItem): "note" | "inbound" | "outbound" {
  return type === "note" ? "note" : (direction ?? "inbound");
}

const noteOf = ({ name }: TimelineItem) =>
  name in words.requestNotes ? words.requestNotes[name as keyof typeof words.requestNotes] : words.note;

const quoteOf = ({ id, author, text, attachments }: TimelineItem): Quoted => ({
  id,
  author: author.name,
  text: text?.slice(0, QUOTED) || attachments.map(({ name }) => name).join(", "),
});

interface MessageProps {
  item: TimelineItem;
  /** Where its author's picture is. */
  picture?: string | null | undefined;
  /** Whether the same author wrote just before it. */
  isContinued: boolean;
  /** The message that it answers, unless that stands right above. */
  answered: TimelineItem | undefined;
  onAnswer: (answered: Quoted) => void;
  onTakeBack?: ((item: TimelineItem) => void) | undefined;
  /** What else can be done to it. */
  menu?: React.ReactNode;
  /** While messages are chosen: whether this one is, and what changes that. */
  choice?: { isChosen: boolean; onToggle: () => void } | undefined;
}

/** A message or a note. */
export function MessageItem({
  item,
  picture,
  isContinued,
  answered,
  onAnswer,
  onTakeBack,
  menu,
  choice,
}: MessageProps) {
  const kind = kindOf(item);
  const isAnswerable = kind === "inbound" && !item.deleted_at;
  return (
    <article
      id={item.id}
      className={classes.message}
      data-kind={kind}
      data-continued={isContinued}
      data-testid="message"
    >
      <span className={classes.face}>
        {!isContinued && <Face name={item.author.name} seed={item.author.id} size={30} picture={picture} />}
      </span>
      <div className={classes.body}>
        {!isContinued && (
          <header className={classes.head}>
            <span className={classes.author}>{item.author.name}</span>
            {kind === "note" && (
              <span className={classes.kind}>
                <LockIcon size={12} /> {noteOf(item)}
                {item.data.is_unverified === true && ` · ${words.senderUnverified}`}
              </span>
            )}
            {item.is_forwarded && <span className={classes.kind}>{words.forwarded}</span>}
            {item.written_in && <span className={classes.kind}>{words.writtenIn(item.written_in)}</span>}
            {item.is_automatic && (
              <span className={classes.kind}>
                <RobotIcon size={13} /> {words.automatic}
              </span>
            )}
          </header>
        )}
        {answered && !answered.deleted_at && <Quote quoted={quoteOf(answered)} />}
        {item.deleted_at ? <p className={classes.gone}>{words.deleted}</p> : <Content item={item} />}
        <Shared item={item} />
        {item.attachments.map((attachment) => (
          <AttachmentTile key={attachment.id} attachment={attachment} />
        ))}
        <footer className={classes.foot}>
          {choice && !item.goes_on_in && (
            <Checkbox
              size="xs"
              label={words.split.choose}
              checked={choice.isChosen}
              onChange={choice.onToggle}
            />
          )}
          {item.goes_on_in && <Link href={`/views/all/${item.goes_on_in}`}>{words.split.goesOn}</Link>}
          <time dateTime={item.at} title={moment(item.at)}>
            {timeOfDay(item.at)}
          </time>
          {item.edited_at && <span title={moment(item.edited_at)}>{words.edited}</span>}
          {item.reactions.map(({ by, sign }) => (
            <span key={by} className={classes.reaction} title={by}>
              {sign}
            </span>
          ))}
          {item.delivery && <DeliveryMark delivery={item.delivery} />}
          {item.refused && <span className={classes.refused}>{words.notChanged(item.refused)}</span>}
          {item.delivery?.state === "queued" && item.send_at && onTakeBack && (
            <Undo sendAt={item.send_at} onTakeBack={() => onTakeBack(item)} />
          )}
          {isAnswerable && (
            <UnstyledButton
              className={`${classes.toggle} ${classes.answer}`}
              onClick={() => onAnswer(quoteOf(item))}
            >
              {words.answer}
            </UnstyledButton>
          )}
          {menu}
        </footer>
      </div>
    </article>
  );
}

const mapOf = ({ latitude, longitude }: Place) =>
  `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;

/** A place and the cards that a customer shared, and what led them here. */
function Shared({ item: { place, cards, referral } }: { item: TimelineItem }) {
  const led = referral && (referral.title || referral.url || referral.reference);
  return (
    <>
      {led && <p className={classes.shared}>{words.ledBy(led)}</p>}
      {place && (
        <a className={classes.shared} href={mapOf(place)} target="_blank" rel="noopener noreferrer">
          📍 {place.name || place.address || `${place.latitude}, ${place.longitude}`}
        </a>
      )}
      {cards.map((card) => (
        <p key={`${card.name} ${card.phones.join()}`} className={classes.shared}>
          👤{" "}
          {[card.name, card.organization, ...card.phones, ...card.emails, ...card.urls]
            .filter(Boolean)
            .join(" · ")}
        </p>
      ))}
    </>
  );
}

function Content({ item: { text, html } }: { item: TimelineItem }) {
  const [isFormatted, setFormatted] = useState(false);
  return (
    <>
      {isFormatted && html ? (
        <Suspense>
          <FormattedMessage html={html} />
        </Suspense>
      ) : (
        text && <MessageText className={classes.bubble} text={text} />
      )}
      {html && (
        <UnstyledButton className={classes.toggle} onClick={() => setFormatted(!isFormatted)}>
          {isFormatted ? words.plain : words.formatted}
        </UnstyledButton>
      )}
    </>
  );
}
