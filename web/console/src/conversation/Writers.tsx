import { useUsers } from "../api/directory";
import type { Writer } from "../api/types";
import { messages } from "../messages";
import classes from "./Composer.module.css";

/** Says who else is writing an answer or a note here. */
export function Writers({ writers }: { writers: Writer[] }) {
  const users = useUsers();
  const name = (id: string) => users.data?.find((user) => user.id === id)?.name ?? id;
  if (writers.length === 0) return null;
  const names = writers.map(({ user_id }) => name(user_id)).join(", ");
  return (
    <p className={classes.writers} role="status">
      {messages.composer.writing(names, writers.length)}
    </p>
  );
}
