import { Button, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { Link } from "wouter";
import { useDepartments, useUsers } from "../api/directory";
import { describe } from "../api/problem";
import type { DepartmentRequest } from "../api/types";
import { messages } from "../messages";
import { moment } from "../shared/time";
import { RequestExplanation } from "./Explanation";
import classes from "./Requests.module.css";
import { useStep } from "./useRequests";

const { requests: words } = messages;

type Saying = "answer" | "ask" | "cancel";

const isOpen = ({ state }: DepartmentRequest) => state === "open" || state === "overdue";

/** One question to a department: how it stands, until when, and what can be done about it. */
export function RequestCard({ request, href }: { request: DepartmentRequest; href?: string }) {
  const departments = useDepartments();
  const users = useUsers();
  const step = useStep(request);
  const [saying, setSaying] = useState<Saying>();
  const nameOf = (id: string) => users.data?.find((user) => user.id === id)?.name ?? id;
  const { backup, closed_at } = request;
  const until = closed_at ? words.closedAt(moment(closed_at)) : messages.clock.due(moment(request.due_at));
  return (
    <li className={classes.request} data-state={request.state} data-testid="request">
      <div className={classes.head}>
        <span>
          {departments.data?.find(({ id }) => id === request.department)?.name ?? request.department}
        </span>
        <span className={classes.state}>{words.states[request.state]}</span>
      </div>
      {href && (
        <Link className={classes.facts} href={href}>
          {request.conversation.code} {request.conversation.subject}
        </Link>
      )}
      <p className={classes.question}>{request.question}</p>
      <p className={classes.facts} title={request.asked.join(", ")}>
        {words.owner(nameOf(request.owner))} · {until}
      </p>
      <RequestExplanation
        conversation={request.conversation.id}
        request={request.id}
        version={`${request.state} ${request.due_at}`}
      />
      {saying ? (
        <SayingForm
          saying={saying}
          isPending={step.isPending}
          onSay={(said) => step.mutate({ kind: saying, ...said }, { onSuccess: () => setSaying(undefined) })}
          onClose={() => setSaying(undefined)}
        />
      ) : (
        <div className={classes.actions}>
          {isOpen(request) && <Action label={words.answer} onClick={() => setSaying("answer")} />}
          {request.state !== "cancelled" && (
            <Action label={words.askAgain} onClick={() => setSaying("ask")} />
          )}
          {isOpen(request) && backup && (
            <Action
              label={words.handTo(nameOf(backup))}
              isPending={step.isPending}
              onClick={() => step.mutate({ kind: "reassign" })}
            />
          )}
          {isOpen(request) && <Action label={words.cancel} onClick={() => setSaying("cancel")} />}
        </div>
      )}
      {step.error && (
        <p className={classes.error} role="alert">
          {describe(step.error)}
        </p>
      )}
    </li>
  );
}

function Action({
  label,
  isPending = false,
  onClick,
}: {
  label: string;
  isPending?: boolean;
  onClick: () => void;
}) {
  return (
    <Button size="compact-xs" variant="default" loading={isPending} onClick={onClick}>
      {label}
    </Button>
  );
}

interface SayingFormProps {
  saying: Saying;
  isPending: boolean;
  onSay: (said: { text: string; key: string }) => void;
  onClose: () => void;
}

function SayingForm({ saying, isPending, onSay, onClose }: SayingFormProps) {
  const [text, setText] = useState("");
  const [key] = useState(() => crypto.randomUUID());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSay({ text, key });
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <Textarea
        label={words.saying[saying]}
        autosize
        minRows={2}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={classes.actions}>
        <Button
          type="submit"
          size="compact-xs"
          loading={isPending}
          disabled={saying !== "cancel" && !text.trim()}
        >
          {words.send}
        </Button>
        <Button size="compact-xs" variant="default" onClick={onClose}>
          {words.close}
        </Button>
      </div>
    </form>
  );
}
