import { Checkbox } from "@mantine/core";
import { memo, useEffect, useRef } from "react";
import { Link } from "wouter";
import type { Conversation } from "../api/types";
import { ClockBadge } from "../clock/ClockBadge";
import { messages } from "../messages";
import { ChannelIcon } from "../shared/ChannelIcon";
import { DeliveryProblemMark } from "../shared/DeliveryProblemMark";
import { Face } from "../shared/Face";
import { HandoverMark } from "../shared/HandoverMark";
import { PriorityMark } from "../shared/PriorityMark";
import { StateDot } from "../shared/StateDot";
import { ago, moment } from "../shared/time";
import { useNow } from "../shared/useNow";
import { TensionMark } from "../tension/TensionMark";
import classes from "./ConversationRow.module.css";

const FRESH = new Set(["received", "new", "reopened"]);

interface ConversationRowProps {
  conversation: Conversation;
  href: string;
  isSelected: boolean;
  assigneeName: string | undefined;
  /** While several are chosen: whether this one is, and what changes that. */
  isChosen?: boolean | undefined;
  onToggle?: ((id: string) => void) | undefined;
}

export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps) {
  const { conversation, href, isSelected, assigneeName, isChosen = false, onToggle } = props;
  const place = useRef<HTMLAnchorElement>(null);
  const now = useNow();
  useEffect(() => {
    if (isSelected) place.current?.scrollIntoView({ block: "nearest" });
  }, [isSelected]);
  const row = (
    <Link
      ref={place}
      href={href}
      className={classes.row}
      data-testid="conversation"
      data-id={conversation.id}
      data-fresh={FRESH.has(conversation.state)}
      aria-current={isSelected}
    >
      <Face
        name={conversation.contact.name}
        seed={conversation.contact.id}
        mark={<ChannelIcon channel={conversation.channel} size={12} />}
      />
      <span className={classes.body}>
        <span className={classes.line}>
          <span className={classes.name}>{conversation.contact.name}</span>
          <PriorityMark priority={conversation.priority} />
          <TensionMark tension={conversation.tension} />
          <HandoverMark conversation={conversation} />
          <DeliveryProblemMark problem={conversation.delivery_problem} />
          <time
            className={classes.time}
            dateTime={conversation.last_message_at}
            title={moment(conversation.last_message_at)}
          >
            {ago(conversation.last_message_at, now)}
          </time>
        </span>
        {conversation.subject && <span className={classes.subject}>{conversation.subject}</span>}
        <span className={classes.preview}>{conversation.preview || messages.list.noSubject}</span>
        <span className={classes.line}>
          <span className={classes.state}>
            <StateDot state={conversation.state} own={conversation.workspace_state} />
          </span>
          <ClockBadge clocks={conversation.clocks} />
          {assigneeName && (
            <Face name={assigneeName} size={19} label={messages.list.assignedTo(assigneeName)} />
          )}
        </span>
      </span>
    </Link>
  );
  if (!onToggle) return row;
  return (
    <div className={classes.choice}>
      <Checkbox
        size="xs"
        aria-label={messages.list.chooseOne(conversation.contact.name)}
        checked={isChosen}
        onChange={() => onToggle(conversation.id)}
      />
      {row}
    </div>
  );
});
