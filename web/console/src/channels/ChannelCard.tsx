import { Button, CopyButton } from "@mantine/core";
import type { Channel } from "../api/types";
import { messages } from "../messages";
import { ChannelIcon } from "../shared/ChannelIcon";
import { CheckIcon, CopyIcon } from "../shared/icons";
import { fileSize } from "../shared/size";
import classes from "./ChannelsPage.module.css";

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
    [words.largest, fileSize(channel.max_attachment)],
    [messages.details.team, team ?? messages.details.noTeam],
  ];
}

export function ChannelCard({ channel, team }: { channel: Channel; team: string | undefined }) {
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
    </article>
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
