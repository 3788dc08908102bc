import { Button, Skeleton } from "@mantine/core";
import { useEffect, useState } from "react";
import { useChannels, useMe, useTeams } from "../api/directory";
import { describe } from "../api/problem";
import { messages } from "../messages";
import { EmptyState } from "../shared/EmptyState";
import { ErrorState } from "../shared/ErrorState";
import { PlugConnectedIcon } from "../shared/icons";
import { ChannelCard } from "./ChannelCard";
import classes from "./ChannelsPage.module.css";
import { ConnectForm } from "./ConnectForm";

const { channels: words } = messages;

/** The desk's connections, and the address that each provider must be given. */
export default function ChannelsPage() {
  const isAdmin = useMe().data?.role === "admin";
  const [isConnecting, setConnecting] = useState(false);
  useEffect(() => {
    document.title = `${words.title} · ${messages.product}`;
  }, []);
  return (
    <main className={classes.page}>
      <header className={classes.head}>
        <div>
          <h1 className={classes.title}>{words.title}</h1>
          <p className={classes.lead}>{words.lead}</p>
        </div>
        {isAdmin && <Button onClick={() => setConnecting(true)}>{words.connect}</Button>}
        <ConnectForm isOpen={isConnecting} onClose={() => setConnecting(false)} />
      </header>
      <Connections />
    </main>
  );
}

function Connections() {
  const channels = useChannels();
  const teams = useTeams();
  const isAdmin = useMe().data?.role === "admin";
  if (channels.isPending) return <Skeleton height={150} radius={12} />;
  if (!channels.data) {
    return <ErrorState detail={describe(channels.error)} onRetry={() => void channels.refetch()} />;
  }
  if (channels.data.length === 0)
    return <EmptyState {...words.empty} icon={<PlugConnectedIcon size={22} />} />;
  const teamName = (id: string | null) => teams.data?.find((team) => team.id === id)?.name;
  return channels.data.map((channel) => (
    <ChannelCard key={channel.id} channel={channel} team={teamName(channel.team)} isAdmin={isAdmin} />
  ));
}
