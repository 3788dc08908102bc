import { UnstyledButton } from "@mantine/core";
import { messages } from "../messages";
import classes from "./Composer.module.css";
import type { Draft } from "./drafts";
import { focusComposer } from "./focus";

const { composer: words } = messages;
const TABS: { type: Draft["type"]; text: string }[] = [
  { type: "message", text: words.reply },
  { type: "note", text: words.note },
];

/** Whether the customer or only colleagues will read it. */
export function ComposerTabs({
  type,
  onChange,
}: {
  type: Draft["type"];
  onChange: (type: Draft["type"]) => void;
}) {
  const choose = (chosen: Draft["type"]) => {
    onChange(chosen);
    focusComposer();
  };
  return (
    <div className={classes.tabs} role="tablist" aria-label={words.mode}>
      {TABS.map((tab) => (
        <UnstyledButton
          key={tab.type}
          className={classes.tab}
          role="tab"
          aria-selected={tab.type === type}
          onClick={() => choose(tab.type)}
        >
          {tab.text}
        </UnstyledButton>
      ))}
    </div>
  );
}
