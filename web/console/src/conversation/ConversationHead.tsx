import { ActionIcon, Tooltip } from "@mantine/core";
import { Link } from "wouter";
import type { ConversationDetail } from "../api/types";
import { ClockBadge } from "../clock/ClockBadge";
import { messages } from "../messages";
import { ChannelIcon, channelName } from "../shared/ChannelIcon";
import { DeliveryProblemMark } from "../shared/DeliveryProblemMark";
import { HandoverMark } from "../shared/HandoverMark";
import { ChevronLeftIcon, LayoutSidebarRightIcon } from "../shared/icons";
import { PriorityMark } from "../shared/PriorityMark";
import { StateDot } from "../shared/StateDot";
import { TensionMark } from "../tension/TensionMark";
import classes from "./ConversationHead.module.css";

const { conversation: words } = messages;

interface ConversationHeadProps {
  conversation: ConversationDetail;
  back: string;
  areDetailsShown: boolean;
  onDetails: () => void;
}

export function ConversationHead({ conversation, back, areDetailsShown, onDetails }: ConversationHeadProps) {
  const { subject, contact, channel, code, priority, state, clocks } = conversation;
  const detailsLabel = areDetailsShown ? words.hideDetails : words.showDetails;
  return (
    <header className={classes.head}>
      <ActionIcon className={classes.back} component={Link} href={back} aria-label={words.back}>
        <ChevronLeftIcon size={20} />
      </ActionIcon>
      <div className={classes.words}>
        <h2 className={classes.title}>
          <span className={classes.subject}>{subject || contact.name}</span>
          <PriorityMark priority={priority} />
          <TensionMark tension={conversation.tension} />
          <HandoverMark conversation={conversation} />
          <DeliveryProblemMark problem={conversation.delivery_problem} />
        </h2>
        <p className={classes.line}>
          <ChannelIcon channel={channel} size={14} />
          <span className={classes.from}>
            {subject ? contact.name : channelName(channel)} · {code}
          </span>
        </p>
      </div>
      {!areDetailsShown && (
        <span className={classes.state}>
          <ClockBadge clocks={clocks} />
          <StateDot state={state} own={conversation.workspace_state} />
        </span>
      )}
      <Tooltip label={detailsLabel}>
        <ActionIcon aria-label={detailsLabel} aria-expanded={areDetailsShown} onClick={onDetails}>
          <LayoutSidebarRightIcon />
        </ActionIcon>
      </Tooltip>
    </header>
  );
}
