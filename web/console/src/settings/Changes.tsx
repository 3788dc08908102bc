import { Button, Skeleton } from "@mantine/core";
import { describe } from "../api/problem";
import type { Audited } from "../api/types";
import { messages } from "../messages";
import { EmptyState } from "../shared/EmptyState";
import { ErrorState } from "../shared/ErrorState";
import { ClockIcon } from "../shared/icons";
import { ago } from "../shared/time";
import { useNow } from "../shared/useNow";
import { differences } from "./lean";
import classes from "./SettingsPage.module.css";
import { useAudit } from "./useSettings";

const { settings: words } = messages;

/** Who changed what of the configuration, from what to what. */
export function Changes() {
  const audit = useAudit();
  if (audit.isPending) return <Skeleton height={90} radius={12} />;
  if (!audit.data) return <ErrorState detail={describe(audit.error)} onRetry={() => void audit.refetch()} />;
  if (audit.data.length === 0) return <EmptyState {...words.noHistory} icon={<ClockIcon size={22} />} />;
  return (
    <>
      <ul className={classes.records}>
        {audit.data.map((each) => (
          <Change key={each.id} change={each} />
        ))}
      </ul>
      {audit.hasNextPage && (
        <Button variant="default" onClick={() => void audit.fetchNextPage()}>
          {messages.departments.more}
        </Button>
      )}
    </>
  );
}

function Change({ change }: { change: Audited }) {
  const now = useNow();
  return (
    <li className={classes.change}>
      <p>
        <span className={classes.name}>{change.by.name || change.by.id}</span> {words.turns[change.turn]}{" "}
        <code>{change.record}</code> <time dateTime={change.at}>{ago(change.at, now)}</time>
      </p>
      <ul>
        {differences(change.before, change.after).map(([field, before, after]) => (
          <li key={field}>
            <code>{field}</code> {before && <del>{before}</del>} {after && <ins>{after}</ins>}
          </li>
        ))}
      </ul>
    </li>
  );
}
