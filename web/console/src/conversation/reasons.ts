import type { TimelineItem } from "../api/types";
import { messages } from "../messages";

interface Candidate {
  user_id: string;
  name: string;
  /** Older entries tell one thing, as a text or null. */
  missing?: string[] | string | null;
}

interface Reasons {
  team?: string;
  assignee?: string;
  skills?: string[];
  candidates?: Candidate[];
  others?: number;
}

const { reasons: say } = messages;

/** Why a conversation went where it went: the team, the agent, and what each of the others lacked. */
export function reasonLines({ name, data }: Pick<TimelineItem, "name" | "data">): string[] {
  if (name !== "conversation.routed" || typeof data.reasons !== "object" || !data.reasons) return [];
  const { team, assignee, skills = [], candidates = [], others = 0 } = data.reasons as Reasons;
  return [
    team && say.team(team),
    assignee && say.assignee(assignee),
    skills.length > 0 && say.skills(skills.join(", ")),
    ...candidates.map((each) => say.candidate(each.name, [each.missing ?? []].flat().join(", ") || say.free)),
    others > 0 && say.others(others),
  ].filter((line): line is string => Boolean(line));
}
