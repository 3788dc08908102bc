import { Button, Select } from "@mantine/core";
import { useTeams, useUsers } from "../api/directory";
import { describe } from "../api/problem";
import type { ConversationChange, Priority, State } from "../api/types";
import { messages } from "../messages";
import classes from "./BulkBar.module.css";
import type { Bulk } from "./useBulk";

const { list: words, details } = messages;
const NOBODY = "nobody";
const STATES = ["open", "waiting_customer", "solved", "spam"] satisfies State[];
const PRIORITIES = Object.keys(messages.priorities) as Priority[];

/** What is done to all conversations that are chosen, and what could not be. */
export function BulkBar({ bulk: { chosen = [], change, stop } }: { bulk: Bulk }) {
  const users = useUsers();
  const teams = useTeams();
  const failed = change.data?.items.flatMap(({ problem }) => problem ?? []) ?? [];
  const shared = { size: "xs", disabled: chosen.length === 0 || change.isPending, value: null } as const;
  const set = (wanted: ConversationChange) => change.mutate(wanted);
  const named = (all: { id: string; name: string }[] = []) =>
    all.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <section className={classes.bar} aria-label={words.chosen(chosen.length)}>
      <div className={classes.head}>
        <span>{words.chosen(chosen.length)}</span>
        <Button size="compact-xs" variant="default" onClick={stop}>
          {words.done}
        </Button>
      </div>
      <div className={classes.fields}>
        <Select
          {...shared}
          aria-label={details.state}
          placeholder={details.state}
          data={STATES.map((value) => ({ value, label: messages.states[value] }))}
          onChange={(state) => state && set({ state: state as State })}
        />
        <Select
          {...shared}
          aria-label={details.assignee}
          placeholder={details.assignee}
          data={[{ value: NOBODY, label: details.nobody }, ...named(users.data)]}
          onChange={(assignee) => assignee && set({ assignee: assignee === NOBODY ? null : assignee })}
        />
        <Select
          {...shared}
          aria-label={details.team}
          placeholder={details.team}
          data={named(teams.data)}
          onChange={(team) => team && set({ team })}
        />
        <Select
          {...shared}
          aria-label={details.priority}
          placeholder={details.priority}
          data={PRIORITIES.map((value) => ({ value, label: messages.priorities[value] }))}
          onChange={(priority) => priority && set({ priority: priority as Priority })}
        />
      </div>
      {change.error && <p role="alert">{describe(change.error)}</p>}
      {failed.length > 0 && <p role="alert">{words.refused(failed.length, failed[0]?.detail ?? "")}</p>}
    </section>
  );
}
