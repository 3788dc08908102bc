import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { body } from "../api/client";
import { useApi } from "../api/context";
import { useDepartments, useTeams, useUsers } from "../api/directory";
import type { Holding, Ledger as LedgerShown } from "../api/types";
import { messages } from "../messages";
import { span } from "../shared/time";
import classes from "./Requests.module.css";

const { ledger: words } = messages;

/** Who held a conversation how long; it is asked for when it is opened. */
export function Ledger(props: { conversation: string; version: number }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={classes.toggle} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.title}</summary>
      {isOpen && <Loaded {...props} />}
    </details>
  );
}

function Loaded({ conversation, version }: { conversation: string; version: number }) {
  const api = useApi();
  const users = useUsers();
  const teams = useTeams();
  const departments = useDepartments();
  const { data, isError } = useQuery({
    queryKey: ["ledger", conversation, version],
    queryFn: () => {
      const params = { path: { conversation_id: conversation } };
      return body(api.GET("/v1/conversations/{conversation_id}/ledger", { params }));
    },
  });
  if (isError) return <p className={classes.error}>{words.failed}</p>;
  const known = { agent: users.data, team: teams.data, department: departments.data };
  const nameOf = ({ kind, id }: Holding) => {
    const named = kind in known ? known[kind as keyof typeof known] : undefined;
    return named?.find((each) => each.id === id)?.name ?? id ?? words.kinds[kind];
  };
  return data ? <LedgerTable ledger={data} nameOf={nameOf} /> : null;
}

/** The holders with their time by the clock on the wall, and in their business hours. */
export function LedgerTable({
  ledger,
  nameOf,
}: {
  ledger: LedgerShown;
  nameOf: (holding: Holding) => string;
}) {
  if (ledger.holders.length === 0) return <p className={classes.facts}>{words.none}</p>;
  const length = (seconds: number) => (seconds >= 30 ? span(seconds * 1000) : words.moment);
  return (
    <>
      <table className={classes.ledger}>
        <thead>
          <tr>
            <th scope="col">{words.who}</th>
            <th scope="col">{words.calendar}</th>
            <th scope="col">{words.business}</th>
          </tr>
        </thead>
        <tbody>
          {ledger.holders.map((holding) => (
            <tr key={`${holding.kind} ${holding.id}`}>
              <th scope="row">{nameOf(holding)}</th>
              <td>{length(holding.calendar_seconds)}</td>
              <td>{length(holding.business_seconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {ledger.handovers > 0 && (
        <p className={classes.facts}>
          {messages.handovers.count(ledger.handovers, ledger.handovers_after_answer)}
        </p>
      )}
    </>
  );
}
