import { ActionIcon, Indicator, Popover } from "@mantine/core";
import { useState } from "react";
import { useLocation } from "wouter";
import type { Notice } from "../api/types";
import { messages } from "../messages";
import { BellIcon } from "../shared/icons";
import { useNow } from "../shared/useNow";
import { NoticeList } from "./NoticeList";
import classes from "./Notices.module.css";
import { useNotices, useReadNotices } from "./useNotices";

const { notices: words } = messages;
const MOST = 99;

/** The bell of the header: how many notifications are unread, and what they say. */
export function NoticeBell() {
  const [isOpen, setOpen] = useState(false);
  const { data, isError } = useNotices();
  const read = useReadNotices();
  const [, navigate] = useLocation();
  const now = useNow();
  const unread = data?.unread ?? 0;
  const items = data?.items ?? [];

  function open(notice: Notice) {
    setOpen(false);
    if (!notice.is_read) read.mutate({ ids: [notice.id] });
    navigate(`/views/all/${notice.conversation_id}`);
  }

  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={340} shadow="md" trapFocus>
      <Popover.Target>
        <Indicator label={unread > MOST ? words.many : unread} disabled={!unread} size={16} offset={4}>
          <ActionIcon aria-label={words.open(unread)} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            <BellIcon size={19} />
          </ActionIcon>
        </Indicator>
      </Popover.Target>
      <Popover.Dropdown className={classes.panel}>
        {isError ? (
          <p className={classes.none}>{words.failed}</p>
        ) : (
          <NoticeList
            items={items}
            now={now}
            onOpen={open}
            onReadAll={() => items[0] && read.mutate({ until: items[0].id })}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
