import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { body } from "../api/client";
import { useApi } from "../api/context";
import type { Clock, ClockExplanation } from "../api/types";
import { messages } from "../messages";
import { moment, span } from "../shared/time";
import classes from "./Clocks.module.css";

const { clock: words } = messages;

/** Why a deadline is when it is; it is asked for when it is opened. */
export function Explanation(props: { conversation: string; version: number; target: Clock["target"] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={classes.explanation} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.explain}</summary>
      {isOpen && <Loaded {...props} />}
    </details>
  );
}

function Loaded({
  conversation,
  version,
  target,
}: {
  conversation: string;
  version: number;
  target: Clock["target"];
}) {
  const api = useApi();
  const { data, isError } = useQuery({
    queryKey: ["clocks", conversation, version],
    queryFn: () => {
      const params = { path: { conversation_id: conversation } };
      return body(api.GET("/v1/conversations/{conversation_id}/clocks", { params }));
    },
  });
  const found = data?.items.find((each) => each.target === target);
  if (isError) return <p className={classes.none}>{words.unexplained}</p>;
  return found ? <Explained explanation={found} /> : null;
}

/** The terms, what is spent of them, and each stretch of time that was counted or not. */
export function Explained({ explanation }: { explanation: ClockExplanation }) {
  const { policy, terms, calendar, time_zone, spent_seconds, limit_seconds, stretches } = explanation;
  return (
    <div className={classes.none}>
      <p>{words.terms(policy, calendar, time_zone)}</p>
      {terms.length > 0 && <p>{words.special(terms)}</p>}
      <p>
        {words.explained(
          spent_seconds ? span(spent_seconds * 1000) : words.nothing,
          span(limit_seconds * 1000),
        )}
      </p>
      <ul className={classes.stretches}>
        {stretches.map(({ kind, start, end }) => (
          <li key={start} data-kind={kind}>
            {words.stretch(moment(start), moment(end), span(Date.parse(end) - Date.parse(start)))}{" "}
            {words.stretches[kind]}
          </li>
        ))}
      </ul>
    </div>
  );
}
