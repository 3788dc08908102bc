import { UnstyledButton } from "@mantine/core";
import { messages } from "../messages";
import { moment } from "../shared/time";
import { useNow } from "../shared/useNow";
import classes from "./Message.module.css";

const { delivery: words } = messages;

interface UndoProps {
  sendAt: string;
  onTakeBack: () => void;
}

/** When an answer leaves, and the way to take it back until then. */
export function Undo({ sendAt, onTakeBack }: UndoProps) {
  const now = useNow();
  if (Date.parse(sendAt) <= now) return null;
  return (
    <>
      <span>{words.leaves(moment(sendAt))}</span>
      <UnstyledButton className={classes.toggle} onClick={onTakeBack}>
        {words.takeBack}
      </UnstyledButton>
    </>
  );
}
