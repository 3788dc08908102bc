import { Select, type SelectProps, TagsInput } from "@mantine/core";
import { useStates, useTeams, useUsers } from "../api/directory";
import type { ConversationDetail, Priority, State } from "../api/types";
import { messages } from "../messages";
import { Face } from "../shared/Face";
import { tomorrow } from "../shared/later";
import { PriorityMark } from "../shared/PriorityMark";
import { StateDot } from "../shared/StateDot";
import classes from "./Details.module.css";
import { Participants } from "./Participants";
import { SnoozeField } from "./SnoozeField";
import { useChange } from "./useChange";

const { details: words } = messages;
const NOBODY = "";

type RenderOption = NonNullable<SelectProps["renderOption"]>;

const options = (names: Record<string, string>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

const STATES = options(messages.states);
/** What an agent may choose; the others come about by themselves. */
const CHOSEN: readonly string[] = [
  "open",
  "reopened",
  "waiting_customer",
  "waiting_department",
  "waiting_third_party",
  "snoozed",
  "solved",
  "closed",
  "spam",
] satisfies State[];
const PRIORITIES = options(messages.priorities);

/** How the select tells a state of the desk's own from the product's. */
const OWN = "own:";

const withPriority: RenderOption = ({ option }) => (
  <span className={classes.option}>
    {option.label} <PriorityMark priority={option.value as Priority} />
  </span>
);

const withFace: RenderOption = ({ option }) => (
  <span className={classes.option}>
    {option.value !== NOBODY && <Face name={option.label} seed={option.value} size={20} />} {option.label}
  </span>
);

/** What an agent sets; each choice is saved at once. */
export function DetailsForm({ conversation }: { conversation: ConversationDetail }) {
  const own = useStates();
  const { id, channel, state, workspace_state, assignee, team, priority, tags } = conversation;
  const users = useUsers();
  const teams = useTeams();
  const change = useChange(id);
  const wanted = change.isPending ? change.variables : {};
  const shown = { state, workspace_state, assignee, team, priority, tags, ...wanted };
  const people = (users.data ?? []).map((user) => ({ value: user.id, label: user.name }));
  const usable = (own.data ?? []).filter(
    (each) => each.id === workspace_state || (!each.replaced_by && CHOSEN.includes(each.like)),
  );
  const ownStates = usable.map((each) => ({ value: OWN + each.id, label: each.name }));
  const states = [...STATES.filter(({ value }) => CHOSEN.includes(value) || value === state), ...ownStates];
  const shownState = shown.workspace_state ? OWN + shown.workspace_state : (shown.state ?? state);
  const kindOf = (value: string) =>
    own.data?.find((each) => OWN + each.id === value)?.like ?? (value as State);
  const dot = (value: string) => (
    <StateDot state={kindOf(value)} own={value.startsWith(OWN) ? value.slice(OWN.length) : null} />
  );
  const set = (field: "state" | "team" | "priority") => (value: string | null) => {
    if (value !== conversation[field]) change.mutate({ [field]: value });
  };
  const setState = (value: string | null) => {
    if (value === shownState) return;
    if (value?.startsWith(OWN)) change.mutate({ workspace_state: value.slice(OWN.length) });
    else if (value === "snoozed") change.mutate({ state: "snoozed", snoozed_until: tomorrow(new Date()) });
    else if (value === state) change.mutate({ workspace_state: null });
    else set("state")(value);
  };
  return (
    <div className={classes.form} aria-busy={change.isPending}>
      <Select
        label={words.state}
        data={states}
        value={shownState}
        renderOption={({ option }) => dot(option.value)}
        leftSection={<span className={classes.dot}>{dot(shownState)}</span>}
        onChange={setState}
      />
      {state === "snoozed" && conversation.snoozed_until && (
        <SnoozeField
          until={conversation.snoozed_until}
          onChange={(until) => change.mutate({ state: "snoozed", snoozed_until: until })}
        />
      )}
      <Select
        label={words.assignee}
        data={[{ value: NOBODY, label: words.nobody }, ...people]}
        value={shown.assignee ?? NOBODY}
        renderOption={withFace}
        onChange={(value) => change.mutate({ assignee: value || null })}
      />
      <Select
        label={words.team}
        data={(teams.data ?? []).map((each) => ({ value: each.id, label: each.name }))}
        value={shown.team ?? null}
        placeholder={words.noTeam}
        onChange={set("team")}
      />
      <Select
        label={words.priority}
        data={PRIORITIES}
        value={shown.priority ?? priority}
        renderOption={withPriority}
        onChange={set("priority")}
      />
      {channel === "email" && <Participants conversation={conversation} />}
      <TagsInput
        label={words.tags}
        classNames={{ inputField: classes.tag }}
        value={shown.tags ?? tags}
        maxTags={20}
        maxLength={40}
        placeholder={(shown.tags ?? tags).length ? "" : words.addTag}
        onChange={(value) => change.mutate({ tags: value })}
      />
    </div>
  );
}
