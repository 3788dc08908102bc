import { Button, Skeleton } from "@mantine/core";
import { useEffect } from "react";
import { useDepartments } from "../api/directory";
import { describe } from "../api/problem";
import type { Department } from "../api/types";
import { RequestCard } from "../conversation/RequestCard";
import requestClasses from "../conversation/Requests.module.css";
import { messages } from "../messages";
import { EmptyState } from "../shared/EmptyState";
import { ErrorState } from "../shared/ErrorState";
import { SwitchIcon } from "../shared/icons";
import classes from "./DepartmentsPage.module.css";
import { useOwed } from "./useOwed";

const { departments: words } = messages;

/** What each department owes, and to whom in it. */
export default function DepartmentsPage() {
  useEffect(() => {
    document.title = `${words.title} · ${messages.product}`;
  }, []);
  return (
    <main className={classes.page}>
      <header>
        <h1 className={classes.title}>{words.title}</h1>
        <p className={classes.lead}>{words.lead}</p>
      </header>
      <All />
    </main>
  );
}

function All() {
  const departments = useDepartments();
  if (departments.isPending) return <Skeleton height={90} radius={12} />;
  if (!departments.data) {
    return <ErrorState detail={describe(departments.error)} onRetry={() => void departments.refetch()} />;
  }
  if (departments.data.length === 0) return <EmptyState {...words.empty} icon={<SwitchIcon size={22} />} />;
  return departments.data.map((each) => <Owed key={each.id} department={each} />);
}

function Owed({ department: { id, name } }: { department: Department }) {
  const owed = useOwed(id);
  if (owed.isPending) return <Skeleton height={90} radius={12} />;
  if (!owed.data) return <ErrorState detail={describe(owed.error)} onRetry={() => void owed.refetch()} />;
  return (
    <section aria-label={name}>
      <h2 className={classes.name}>{name}</h2>
      {owed.data.length === 0 && <p className={classes.lead}>{words.nothing}</p>}
      <ul className={requestClasses.requests}>
        {owed.data.map((request) => (
          <RequestCard key={request.id} request={request} href={`/views/all/${request.conversation.id}`} />
        ))}
      </ul>
      {owed.hasNextPage && (
        <Button
          size="compact-sm"
          variant="default"
          loading={owed.isFetchingNextPage}
          onClick={() => void owed.fetchNextPage()}
        >
          {words.more}
        </Button>
      )}
    </section>
  );
}
