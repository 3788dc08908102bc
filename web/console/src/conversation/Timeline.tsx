import { Button } from "@mantine/core";
import { Fragment } from "react";
import { useDepartments, useStates, useTeams, useUsers } from "../api/directory";
import { describe } from "../api/problem";
import type { ConversationDetail, TimelineItem } from "../api/types";
import { messages } from "../messages";
import { EmptyState } from "../shared/EmptyState";
import { ErrorState } from "../shared/ErrorState";
import { dayName, isSameDay, moment } from "../shared/time";
import { useNow } from "../shared/useNow";
import { activityLines, type Names } from "./activity";
import { MessageItem } from "./MessageItem";
import { MessageMenu } from "./MessageMenu";
import { PendingItem } from "./PendingItem";
import type { Quoted } from "./Quote";
import { reasonLines } from "./reasons";
import { SplitBar } from "./SplitBar";
import classes from "./Timeline.module.css";
import { TimelineSkeleton } from "./TimelineSkeleton";
import { useTimeline } from "./timeline";
import { useReadMark } from "./useReadMark";
import { usePending } from "./useSend";
import { useSplit } from "./useSplit";
import { useTakeBack } from "./useTakeBack";

const PAUSE_MS = 5 * 60_000;
const { conversation: words } = messages;

function useNames(): Names {
  const users = useUsers();
  const teams = useTeams();
  const departments = useDepartments();
  const states = useStates();
  return {
    user: (id) => users.data?.find((user) => user.id === id)?.name ?? id,
    team: (id) => teams.data?.find((team) => team.id === id)?.name ?? id,
    department: (id) => departments.data?.find((each) => each.id === id)?.name ?? id,
    state: (id) => states.data?.find((each) => each.id === id)?.name ?? id,
  };
}

function isContinuation(item: TimelineItem, before: TimelineItem | undefined): boolean {
  return (
    before?.type === item.type &&
    before.name === item.name &&
    before.author.id === item.author.id &&
    before.is_automatic === item.is_automatic &&
    Date.parse(item.at) - Date.parse(before.at) < PAUSE_MS
  );
}

interface TimelineProps {
  conversation: ConversationDetail;
  onAnswer: (answered: Quoted) => void;
}

/** What happened in a conversation; it stays at its end, and older pages are added above. */
export function Timeline({ conversation: { id, contact, sends }, onAnswer }: TimelineProps) {
  const timeline = useTimeline(id);
  const pending = usePending(id);
  const takeBack = useTakeBack(id);
  const split = useSplit(id);
  const names = useNames();
  const now = useNow();
  useReadMark(id, timeline.data, sends.includes("read"));
  if (timeline.isPending) return <TimelineSkeleton />;
  if (!timeline.data) {
    return <ErrorState detail={describe(timeline.error)} onRetry={() => void timeline.refetch()} />;
  }
  const items = timeline.data;
  if (items.length + pending.length === 0) return <EmptyState title={words.timeline} text={words.empty} />;
  return (
    <div className={classes.scroll}>
      <section className={classes.timeline} aria-label={words.timeline} aria-live="polite">
        {timeline.hasNextPage && (
          <Button
            className={classes.older}
            variant="default"
            size="compact-sm"
            loading={timeline.isFetchingNextPage}
            onClick={() => void timeline.fetchNextPage()}
          >
            {words.older}
          </Button>
        )}
        {items.map((item, at) => (
          <Fragment key={item.id}>
            {!isSameDay(items[at - 1]?.at ?? "", item.at) && (
              <h3 className={classes.day}>{dayName(item.at, now)}</h3>
            )}
            {item.type === "activity" ? (
              <p
                className={classes.activity}
                data-name={item.name}
                data-testid="activity"
                title={[moment(item.at), ...reasonLines(item)].join("\n")}
              >
                {activityLines(item, names).join(" · ")}
              </p>
            ) : (
              <MessageItem
                item={item}
                picture={item.author.id === contact.id ? contact.picture : null}
                isContinued={isContinuation(item, items[at - 1])}
                answered={items.slice(0, Math.max(at - 1, 0)).find((earlier) => earlier.id === item.reply_to)}
                onAnswer={onAnswer}
                onTakeBack={({ id: taken }) => takeBack.mutate(taken)}
                menu={<MessageMenu conversation={id} item={item} sends={sends} />}
                choice={
                  split.chosen && {
                    isChosen: split.chosen.includes(item.id),
                    onToggle: () => split.toggle(item.id),
                  }
                }
              />
            )}
          </Fragment>
        ))}
        {pending.map((each) => (
          <PendingItem key={each.outgoing.key} conversation={id} pending={each} />
        ))}
        <SplitBar split={split} />
      </section>
    </div>
  );
}
