import { CloseButton, UnstyledButton } from "@mantine/core";
import { messages } from "../messages";
import classes from "./Quote.module.css";

/** A message that another one answers, in one line. */
export interface Quoted {
  id: string;
  author: string;
  text: string;
}

/** The message that an answer is to; with `onDrop` it can be left out, else a click shows it where it stands. */
export function Quote({ quoted, onDrop }: { quoted: Quoted; onDrop?: () => void }) {
  const show = () =>
    document.getElementById(quoted.id)?.scrollIntoView({ behavior: "smooth", block: "center" });
  return (
    <div className={classes.quote}>
      <UnstyledButton className={classes.words} onClick={show} title={messages.conversation.showAnswered}>
        <strong>{quoted.author}</strong> {quoted.text}
      </UnstyledButton>
      {onDrop && <CloseButton size="sm" aria-label={messages.composer.dropQuote} onClick={onDrop} />}
    </div>
  );
}
