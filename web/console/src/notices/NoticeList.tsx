import { UnstyledButton } from "@mantine/core";
import type { Notice } from "../api/types";
import { messages } from "../messages";
import { ago } from "../shared/time";
import classes from "./Notices.module.css";

const { notices: words } = messages;

interface NoticeListProps {
  items: Notice[];
  now: number;
  onOpen: (notice: Notice) => void;
  onReadAll: () => void;
}

/** Notifications, the newest first; each opens its conversation. */
export function NoticeList({ items, now, onOpen, onReadAll }: NoticeListProps) {
  return (
    <>
      <div className={classes.head}>
        {words.title}
        {items.some((each) => !each.is_read) && (
          <UnstyledButton className={classes.readAll} onClick={onReadAll}>
            {words.readAll}
          </UnstyledButton>
        )}
      </div>
      {items.length === 0 && <p className={classes.none}>{words.none}</p>}
      <ul className={classes.list}>
        {items.map((each) => (
          <li key={each.id}>
            <UnstyledButton
              className={classes.item}
              data-unread={!each.is_read || undefined}
              onClick={() => onOpen(each)}
            >
              {!each.is_read && <span className={classes.dot} role="img" aria-label={words.unread} />}
              <span className={classes.text}>{each.text}</span>
              <time className={classes.time} dateTime={each.at}>
                {ago(each.at, now)}
              </time>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </>
  );
}
