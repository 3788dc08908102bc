import { Button } from "@mantine/core";
import { useState } from "react";
import { useDepartments } from "../api/directory";
import { describe } from "../api/problem";
import type { ConversationDetail } from "../api/types";
import { messages } from "../messages";
import { AskForm } from "./AskForm";
import { RequestCard } from "./RequestCard";
import classes from "./Requests.module.css";
import { useRequests } from "./useRequests";

const { requests: words } = messages;

/** What departments were asked about a conversation, and how to ask one. */
export function Requests({ conversation }: { conversation: ConversationDetail }) {
  const { id, version } = conversation;
  const [isAsking, setAsking] = useState(false);
  const departments = useDepartments();
  const requests = useRequests(id, version);
  if (requests.error) return <p className={classes.error}>{describe(requests.error)}</p>;
  const listed = requests.data ?? [];
  const known = departments.data ?? [];
  if (known.length === 0 && listed.length === 0)
    return <p className={classes.facts}>{words.noDepartments}</p>;
  return (
    <>
      {listed.length > 0 && (
        <ul className={classes.requests}>
          {listed.map((request) => (
            <RequestCard key={request.id} request={request} />
          ))}
        </ul>
      )}
      {isAsking ? (
        <AskForm conversation={id} departments={known} onDone={() => setAsking(false)} />
      ) : (
        known.length > 0 && (
          <Button size="compact-xs" variant="default" onClick={() => setAsking(true)}>
            {words.ask}
          </Button>
        )
      )}
    </>
  );
}
