import { Button, CopyButton } from "@mantine/core";
import { Link } from "wouter";
import { describe } from "../api/problem";
import type { ConversationDetail, Invitation } from "../api/types";
import { messages } from "../messages";
import { ChannelIcon, channelName } from "../shared/ChannelIcon";
import { moment } from "../shared/time";
import classes from "./Details.module.css";
import { ProofForm } from "./ProofForm";
import { useInvitation, useJourney } from "./useJourney";

const { journey: words } = messages;

/** The matter over all channels, how to take it to another one, and how to prove who somebody is. */
export function Journey({ conversation: { id, version } }: { conversation: ConversationDetail }) {
  const journey = useJourney(id, version);
  const invite = useInvitation(id);
  const stages = journey.data?.items ?? [];
  return (
    <div className={classes.form}>
      {stages.length > 1 && (
        <ol className={classes.history}>
          {stages.map((stage) => (
            <li key={stage.id} aria-current={stage.id === id}>
              <Link href={`/views/all/${stage.id}`} className={classes.earlier}>
                <ChannelIcon channel={stage.channel} size={14} />
                <span className={classes.subject}>{stage.subject || channelName(stage.channel)}</span>
                {messages.states[stage.state]}
              </Link>
            </li>
          ))}
        </ol>
      )}
      {invite.data ? (
        <Ways invitation={invite.data} />
      ) : (
        <Button size="xs" variant="default" loading={invite.isPending} onClick={() => invite.mutate()}>
          {words.invite}
        </Button>
      )}
      {invite.error && <p role="alert">{describe(invite.error)}</p>}
      <ProofForm conversation={id} />
    </div>
  );
}

function Ways({ invitation: { text, until, ways } }: { invitation: Invitation }) {
  return (
    <>
      <p className={classes.told}>{words.until(moment(until))}</p>
      {ways.map(({ connection, channel, name, url }) => (
        <CopyButton key={connection} value={url ?? words.write(text, name)}>
          {({ copied, copy }) => (
            <Button
              size="xs"
              variant="default"
              leftSection={<ChannelIcon channel={channel} size={14} />}
              aria-label={words.copy(name)}
              title={url ?? words.write(text, name)}
              onClick={copy}
            >
              {copied ? words.copied : name}
            </Button>
          )}
        </CopyButton>
      ))}
    </>
  );
}
