import { Button } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useEffect } from "react";
import { useLocation, useSearchParams } from "wouter";
import { useTeams } from "../api/directory";
import type { Conversation } from "../api/types";
import { NotFoundPage } from "../app/NotFoundPage";
import { ConversationPage } from "../conversation/ConversationPage";
import { focusComposer } from "../conversation/focus";
import { messages } from "../messages";
import { Boundary } from "../shared/Boundary";
import { EmptyState } from "../shared/EmptyState";
import { MessageCircleIcon } from "../shared/icons";
import { BulkBar } from "./BulkBar";
import { ConversationList } from "./ConversationList";
import classes from "./InboxPage.module.css";
import { useBulk } from "./useBulk";
import { useConversations } from "./useConversations";
import { type View, viewOf } from "./views";

/** A view's list, and the conversation that is picked from it. */
export function InboxPage({ view: id, conversation }: { view: string; conversation?: string | undefined }) {
  const teams = useTeams();
  const view = viewOf(id, teams.data ?? []);
  return view ? <Inbox view={view} selected={conversation} /> : <NotFoundPage />;
}

function Inbox({ view, selected }: { view: View; selected: string | undefined }) {
  const [, navigate] = useLocation();
  const [search] = useSearchParams();
  const channel = search.get("channel");
  const suffix = channel ? `?channel=${encodeURIComponent(channel)}` : "";
  const page = useConversations(view, channel);
  const bulk = useBulk();
  const hrefOf = ({ id }: Conversation) => `/views/${view.id}/${id}${suffix}`;

  const move = (step: number) => {
    const rows = page.data ?? [];
    const at = rows.findIndex((row) => row.id === selected);
    const next = at < 0 ? rows[0] : rows[at + step];
    if (next) navigate(hrefOf(next));
  };
  useHotkeys([
    ["j", () => move(1)],
    ["k", () => move(-1)],
    ["r", focusComposer],
  ]);
  useEffect(() => {
    document.title = `${view.title} · ${messages.product}`;
  }, [view.title]);

  return (
    <div className={classes.page} data-open={selected !== undefined}>
      <section className={classes.list}>
        <header className={classes.head}>
          <h1 className={classes.title}>{view.title}</h1>
          {!bulk.chosen && (
            <Button size="compact-xs" variant="subtle" ml="auto" onClick={bulk.start}>
              {messages.list.choose}
            </Button>
          )}
        </header>
        {bulk.chosen && <BulkBar bulk={bulk} />}
        <ConversationList view={view} page={page} selected={selected} hrefOf={hrefOf} bulk={bulk} />
      </section>
      <div className={classes.conversation}>
        {selected ? (
          <Boundary key={selected}>
            <ConversationPage id={selected} back={`/views/${view.id}${suffix}`} />
          </Boundary>
        ) : (
          <EmptyState {...messages.conversation.none} icon={<MessageCircleIcon size={22} />} />
        )}
      </div>
    </div>
  );
}
