import { messages } from "../messages";
import classes from "./Composer.module.css";
import { useTyping } from "./useTyping";

/** Says that the customer is typing. */
export function CustomerTyping({ id, name }: { id: string; name: string }) {
  if (!useTyping(id)) return null;
  return (
    <p className={classes.writers} role="status">
      {messages.conversation.typing(name)}
    </p>
  );
}
