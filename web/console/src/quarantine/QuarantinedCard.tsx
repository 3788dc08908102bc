import { Button } from "@mantine/core";
import { describe } from "../api/problem";
import type { Quarantined } from "../api/types";
import { messages } from "../messages";
import { ChannelIcon, channelName } from "../shared/ChannelIcon";
import { fileSize } from "../shared/size";
import { moment } from "../shared/time";
import classes from "./QuarantinePage.module.css";
import { useDecision } from "./useQuarantine";

const { quarantine: words } = messages;

/** One thing that waits: why, since when, and what may be done with it. */
export function QuarantinedCard({ item }: { item: Quarantined }) {
  const decision = useDecision(item.id);
  return (
    <article className={classes.card} data-testid="quarantined">
      <ChannelIcon channel={item.channel} size={20} />
      <div className={classes.words}>
        <p className={classes.reason}>{item.reason}</p>
        <p className={classes.lead}>
          {[
            channelName(item.channel),
            item.connection || words.nobody,
            moment(item.at),
            fileSize(item.size),
          ].join(" · ")}
        </p>
        {decision.isError && <p className={classes.problem}>{describe(decision.error)}</p>}
      </div>
      <Button
        component="a"
        href={item.download}
        target="_blank"
        rel="noopener noreferrer"
        variant="subtle"
        size="compact-sm"
      >
        {words.download}
      </Button>
      <Button
        variant="subtle"
        color="red"
        size="compact-sm"
        disabled={decision.isPending}
        onClick={() => decision.mutate(false)}
      >
        {words.discard}
      </Button>
      <Button size="compact-sm" loading={decision.isPending} onClick={() => decision.mutate(true)}>
        {words.letIn}
      </Button>
    </article>
  );
}
