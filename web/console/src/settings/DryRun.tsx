import { Button } from "@mantine/core";
import { describe, ProblemError } from "../api/problem";
import type { DryRunResult, Setting } from "../api/types";
import { messages } from "../messages";
import classes from "./SettingsPage.module.css";
import { useDryRun } from "./useSettings";

const { settings: words } = messages;

interface Props {
  id: string;
  all: readonly Setting[];
  read: () => Setting["record"] | undefined;
}

/** What a rule, as it is written now, would have changed of the last days. */
export function DryRun({ id, all, read }: Props) {
  const run = useDryRun();
  const tryOut = () => {
    const record = read();
    if (!record) return;
    const isKnown = all.some((each) => each.id === id);
    const others = all.map((each) => (each.id === id ? record : each.record));
    run.mutate(isKnown ? others : [...others, record]);
  };
  const told = run.error instanceof ProblemError ? run.error.fields : [];
  return (
    <section>
      <Button variant="default" disabled={!id} loading={run.isPending} onClick={tryOut}>
        {words.tryOut}
      </Button>
      {run.error && (
        <p role="alert">
          {describe(run.error)} {told.map(({ field, message }) => `${field}: ${message}`).join("; ")}
        </p>
      )}
      {run.data && <Outcome result={run.data} />}
    </section>
  );
}

function Outcome({ result }: { result: DryRunResult }) {
  const totals = result.totals.filter(({ added, gone, changed }) => added + gone + changed > 0);
  return (
    <div className={classes.outcome}>
      <p>
        {words.tried(result.conversations)} {totals.length === 0 && words.differsNowhere}
      </p>
      <ul>
        {totals.map(({ rule, added, gone, changed }) => (
          <li key={rule}>
            <code>{rule}</code> {words.differs(added, gone, changed)}
          </li>
        ))}
      </ul>
      <ul>
        {result.items.slice(0, 20).map((each) => (
          <li key={`${each.conversation} ${each.rule} ${each.at}`}>
            <code>{each.conversation}</code> {each.rule} · {each.because_of} ·{" "}
            {each.proposed
              .map(({ field, before, after }) => `${field}: ${shown(before)} → ${shown(after)}`)
              .join("; ")}
          </li>
        ))}
      </ul>
    </div>
  );
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}
