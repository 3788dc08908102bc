import { Button, CopyButton } from "@mantine/core";
import type { Channel } from "../api/types";
import { messages } from "../messages";
import { ChannelIcon } from "../shared/ChannelIcon";
import { CheckIcon, CopyIcon } from "../shared/icons";
import { fileSize } from "../shared/size";
import { moment } from "../shared/time";
import classes from "./ChannelsPage.module.css";
import { TrialForm } from "./TrialForm";
import { useChangeChannel } from "./useConnect";

const { channels: words } = messages;

function facts(channel: Channel, team: string | undefined): [string, string][] {
  const number = new Intl.NumberFormat(messages.locale);
  return [
    [words.receives, channel.receives.join(", ")],
    [words.sends, channel.sends.join(", ")],
    [
      words.longest,
      channel.max_text === null ? words.unlimited : words.characters(number.format(channel.max_text)),
    ],
    [words.largest, channel.max_attachment ? fileSize(channel.max_attachment) : words.noFiles],
    [messages.details.team, team ?? messages.details.noTeam],
    [words.heard, channel.last_event_at ? moment(channel.last_event_at) : words.never],
    [words.refused, number.format(channel.refused)],
    [words.quarantined, number.format(channel.quarantined)],
  ];
}

interface ChannelCardProps {
  channel: Channel;
  team: string | undefined;
  isAdmin: boolean;
}

/** A connection: where its provider calls, what it can do, and how it does. */
export function ChannelCard({ channel, team, isAdmin }: ChannelCardProps) {
  return (
    <article className={classes.card} data-testid="channel">
      <header className={classes.cardHead}>
        <span className={classes.icon}>
          <ChannelIcon channel={channel.channel} size={20} />
        </span>
        <div className={classes.words}>
          <h2 className={classes.name}>{channel.name}</h2>
          <p className={classes.label}>
            {channel.label} · {channel.id}
          </p>
        </div>
        <span className={classes.status} data-on={channel.is_enabled}>
          {channel.is_enabled ? words.enabled : words.disabled}
        </span>
      </header>
      {channel.hook && <Hook address={channel.hook} />}
      <dl className={classes.facts}>
        {facts(channel, team).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {isAdmin && <Actions channel={channel} />}
    </article>
  );
}

function Actions({ channel }: { channel: Channel }) {
  const change = useChangeChannel(channel.id);
  return (
    <footer className={classes.foot}>
      <TrialForm id={channel.id} />
      <Button
        variant="subtle"
        size="compact-sm"
        loading={change.isPending}
        onClick={() => change.mutate({ is_enabled: !channel.is_enabled })}
      >
        {channel.is_enabled ? words.switchOff : words.switchOn}
      </Button>
    </footer>
  );
}

function Hook({ address }: { address: string }) {
  return (
    <div className={classes.hook}>
      <span className={classes.hookName} title={words.hookHelp}>
        {words.hook}
      </span>
      <code className={classes.address}>{address}</code>
      <CopyButton value={address}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={copied ? <CheckIcon size={14} /> : <CopyIcon size={14} />}
            onClick={copy}
          >
            {copied ? words.copied : words.copy}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
