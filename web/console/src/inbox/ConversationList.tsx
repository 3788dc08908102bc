import { useIntersection } from "@mantine/hooks";
import { useEffect, useRef } from "react";
import { useUsers } from "../api/directory";
import { describe } from "../api/problem";
import type { Conversation } from "../api/types";
import { messages } from "../messages";
import { EmptyState } from "../shared/EmptyState";
import { ErrorState } from "../shared/ErrorState";
import classes from "./ConversationList.module.css";
import { ConversationRow } from "./ConversationRow";
import { ListSkeleton } from "./ListSkeleton";
import type { Bulk } from "./useBulk";
import type { useConversations } from "./useConversations";
import type { View } from "./views";

interface ConversationListProps {
  view: View;
  page: ReturnType<typeof useConversations>;
  selected: string | undefined;
  hrefOf: (conversation: Conversation) => string;
  bulk?: Bulk;
}

export function ConversationList({ view, page, selected, hrefOf, bulk }: ConversationListProps) {
  const users = useUsers();
  const nameOf = (id: string | null) => users.data?.find((user) => user.id === id)?.name;
  if (page.isPending) return <ListSkeleton />;
  if (page.isError && !page.data) {
    return <ErrorState detail={describe(page.error)} onRetry={() => void page.refetch()} />;
  }
  const conversations = page.data ?? [];
  if (conversations.length === 0 && !page.hasNextPage) {
    return <EmptyState {...view.empty} icon={<view.icon size={22} />} />;
  }
  return (
    <nav className={classes.list} aria-label={messages.list.label}>
      {conversations.map((conversation) => (
        <ConversationRow
          key={conversation.id}
          conversation={conversation}
          href={hrefOf(conversation)}
          isSelected={conversation.id === selected}
          assigneeName={nameOf(conversation.assignee)}
          isChosen={bulk?.chosen?.includes(conversation.id)}
          onToggle={bulk?.chosen && bulk.toggle}
        />
      ))}
      {page.hasNextPage && <More key={conversations.length} onSeen={() => void page.fetchNextPage()} />}
    </nav>
  );
}

/** Asks for the next page when it comes into sight. */
function More({ onSeen }: { onSeen: () => void }) {
  const { ref, entry } = useIntersection({ rootMargin: "400px" });
  const ask = useRef(onSeen);
  ask.current = onSeen;
  useEffect(() => {
    if (entry?.isIntersecting) ask.current();
  }, [entry?.isIntersecting]);
  return (
    <div ref={ref} role="status" aria-label={messages.list.loadingMore}>
      <ListSkeleton rows={2} />
    </div>
  );
}
