import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { body } from "../api/client";
import { useApi } from "../api/context";
import type { Clock, ClockExplanation } from "../api/types";
import { messages } from "../messages";
import { moment, span } from "../shared/time";
import classes from "./Clocks.module.css";

const { clock: words } = messages;

interface ExplanationProps {
  conversation: string;
  /** What changes whenever the clock may have. */
  version: number | string;
}

/** Why a deadline is when it is; it is asked for when it is opened. */
export function Explanation(props: ExplanationProps & { target: Clock["target"] }) {
  return (
    <Foldable>
      <OfTarget {...props} />
    </Foldable>
  );
}

/** The same of a request to a department. */
export function RequestExplanation(props: ExplanationProps & { request: string }) {
  return (
    <Foldable>
      <OfRequest {...props} />
    </Foldable>
  );
}

function Foldable({ children }: { children: React.ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={classes.explanation} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.explain}</summary>
      {isOpen && children}
    </details>
  );
}

function OfTarget({ conversation, version, target }: ExplanationProps & { target: Clock["target"] }) {
  const api = useApi();
  const { data, isError } = useQuery({
    queryKey: ["clocks", conversation, version],
    queryFn: () => {
      const params = { path: { conversation_id: conversation } };
      return body(api.GET("/v1/conversations/{conversation_id}/clocks", { params }));
    },
  });
  return <Found explanation={data?.items.find((each) => each.target === target)} isError={isError} />;
}

function OfRequest({ conversation, version, request }: ExplanationProps & { request: string }) {
  const api = useApi();
  const { data, isError } = useQuery({
    queryKey: ["request-clock", request, version],
    queryFn: () => {
      const params = { path: { conversation_id: conversation, request_id: request } };
      return body(api.GET("/v1/conversations/{conversation_id}/requests/{request_id}/clock", { params }));
    },
  });
  return <Found explanation={data} isError={isError} />;
}

function Found({ explanation, isError }: { explanation: ClockExplanation | undefined; isError: boolean }) {
  if (isError) return <p className={classes.none}>{words.unexplained}</p>;
  return explanation ? <Explained explanation={explanation} /> : null;
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
