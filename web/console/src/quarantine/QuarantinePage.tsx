import { Skeleton } from "@mantine/core";
import { useEffect } from "react";
import { describe } from "../api/problem";
import { messages } from "../messages";
import { EmptyState } from "../shared/EmptyState";
import { ErrorState } from "../shared/ErrorState";
import { LockIcon } from "../shared/icons";
import { MailCounts } from "./MailCounts";
import { QuarantinedCard } from "./QuarantinedCard";
import classes from "./QuarantinePage.module.css";
import { useQuarantine } from "./useQuarantine";

const { quarantine: words } = messages;

/** What came in and was not understood or not trusted, and the count that nothing else is missing. */
export default function QuarantinePage() {
  useEffect(() => {
    document.title = `${words.title} · ${messages.product}`;
  }, []);
  return (
    <main className={classes.page}>
      <header>
        <h1 className={classes.title}>{words.title}</h1>
        <p className={classes.lead}>{words.lead}</p>
      </header>
      <Waiting />
      <MailCounts />
    </main>
  );
}

function Waiting() {
  const quarantine = useQuarantine();
  if (quarantine.isPending) return <Skeleton height={90} radius={12} />;
  if (!quarantine.data) {
    return <ErrorState detail={describe(quarantine.error)} onRetry={() => void quarantine.refetch()} />;
  }
  if (quarantine.data.length === 0) return <EmptyState {...words.empty} icon={<LockIcon size={22} />} />;
  return quarantine.data.map((item) => <QuarantinedCard key={item.id} item={item} />);
}
