import { Link, useLocation, useSearchParams } from "wouter";
import { useChannels, useMe, useTeams } from "../api/directory";
import { INBOX_VIEWS, teamView, type View } from "../inbox/views";
import { messages } from "../messages";
import { ChannelIcon, channelName } from "../shared/ChannelIcon";
import {
  type Icon,
  LockIcon,
  PlugConnectedIcon,
  SettingsIcon,
  SwitchIcon,
  UserCheckIcon,
  UsersIcon,
} from "../shared/icons";
import classes from "./Navigation.module.css";

const { nav: words } = messages;

function Item({ href, text, icon: Shape }: { href: string; text: string; icon: Icon }) {
  const [location] = useLocation();
  const path = href.split("?")[0] ?? href;
  const isHere = location === path || location.startsWith(`${path}/`);
  return (
    <Link href={href} className={classes.item} aria-current={isHere ? "page" : undefined}>
      <Shape size={17} />
      <span className={classes.text}>{text}</span>
    </Link>
  );
}

/** The views of the desk, narrowed to one channel where the address says so. */
export function Navigation() {
  const teams = useTeams();
  const role = useMe().data?.role;
  const isLead = role === "lead" || role === "admin";
  const [search] = useSearchParams();
  const channel = search.get("channel");
  const suffix = channel ? `?channel=${encodeURIComponent(channel)}` : "";
  const item = (view: View) => (
    <Item key={view.id} href={`/views/${view.id}${suffix}`} text={view.title} icon={view.icon} />
  );
  return (
    <nav className={classes.nav} aria-label={words.label}>
      <h2 className={classes.title}>{words.views}</h2>
      {INBOX_VIEWS.map(item)}
      {teams.data && teams.data.length > 0 && <h2 className={classes.title}>{words.teams}</h2>}
      {teams.data?.map((team) => item(teamView(team)))}
      <ChannelFilter chosen={channel} />
      <h2 className={classes.title}>{words.desk}</h2>
      <Item href="/channels" text={words.channels} icon={PlugConnectedIcon} />
      <Item href="/customers" text={words.customers} icon={UserCheckIcon} />
      <Item href="/companies" text={words.companies} icon={UsersIcon} />
      <Item href="/departments" text={words.departments} icon={SwitchIcon} />
      {isLead && <Item href="/quarantine" text={words.quarantine} icon={LockIcon} />}
      {role === "admin" && <Item href="/settings" text={words.settings} icon={SettingsIcon} />}
    </nav>
  );
}

function ChannelFilter({ chosen }: { chosen: string | null }) {
  const connections = useChannels();
  const [location] = useLocation();
  const view = location.startsWith("/views/") ? location.split("/").slice(0, 3).join("/") : "/views/all";
  const channels = [...new Set(connections.data?.map((connection) => connection.channel))];
  if (channels.length < 2) return null;
  return (
    <>
      <h2 className={classes.title}>{words.channel}</h2>
      <div className={classes.chips}>
        {channels.map((channel) => (
          <Link
            key={channel}
            href={channel === chosen ? view : `${view}?channel=${encodeURIComponent(channel)}`}
            className={classes.chip}
            aria-current={channel === chosen}
            title={channelName(channel)}
          >
            <ChannelIcon channel={channel} size={17} />
          </Link>
        ))}
      </div>
    </>
  );
}
