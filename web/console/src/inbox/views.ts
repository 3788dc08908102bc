import type { Conversation, State, Team } from "../api/types";
import { messages } from "../messages";
import {
  CircleCheckIcon,
  HourglassIcon,
  type Icon,
  InboxIcon,
  UserCheckIcon,
  UserQuestionIcon,
  UsersIcon,
} from "../shared/icons";

const DONE: ReadonlySet<State> = new Set(["solved", "closed", "spam"]);

interface Filter {
  state?: State;
  assignee?: string;
  team?: string;
}

/** One of the lists that conversations are seen in. */
export interface View {
  id: string;
  title: string;
  icon: Icon;
  filter: Filter;
  empty: { title: string; text: string };
  shows: (conversation: Conversation) => boolean;
}

const isOpen = ({ state }: Conversation): boolean => !DONE.has(state);
const { nav, list } = messages;

export const INBOX_VIEWS: View[] = [
  { id: "all", title: nav.all, icon: InboxIcon, filter: {}, empty: list.empty.all, shows: isOpen },
  {
    id: "mine",
    title: nav.mine,
    icon: UserCheckIcon,
    filter: { assignee: "me" },
    empty: list.empty.mine,
    shows: isOpen,
  },
  {
    id: "unassigned",
    title: nav.unassigned,
    icon: UserQuestionIcon,
    filter: { assignee: "none" },
    empty: list.empty.unassigned,
    shows: isOpen,
  },
  {
    id: "waiting",
    title: nav.waiting,
    icon: HourglassIcon,
    filter: { state: "waiting_customer" },
    empty: list.empty.waiting,
    shows: () => true,
  },
  {
    id: "solved",
    title: nav.solved,
    icon: CircleCheckIcon,
    filter: { state: "solved" },
    empty: list.empty.solved,
    shows: () => true,
  },
];

const TEAM = "team-";

export function teamView(team: Team): View {
  return {
    id: TEAM + team.id,
    title: team.name,
    icon: UsersIcon,
    filter: { team: team.id },
    empty: list.empty.team,
    shows: isOpen,
  };
}

/** The view that an address names; a team that is not known yet is shown under its id. */
export function viewOf(id: string, teams: Team[]): View | undefined {
  if (!id.startsWith(TEAM)) return INBOX_VIEWS.find((view) => view.id === id);
  const team = id.slice(TEAM.length);
  return teamView(teams.find((known) => known.id === team) ?? { id: team, name: team });
}
