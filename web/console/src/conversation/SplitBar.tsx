import { Button, Group } from "@mantine/core";
import { describe } from "../api/problem";
import { messages } from "../messages";
import type { Split } from "./useSplit";

const { split: words } = messages.conversation;

/** Begins to choose messages that are another matter, and lets them go on in a conversation of their own. */
export function SplitBar({ split }: { split: Split }) {
  if (!split.chosen) {
    return (
      <Group justify="center">
        <Button size="compact-xs" variant="subtle" onClick={split.start}>
          {words.start}
        </Button>
      </Group>
    );
  }
  return (
    <Group justify="center" gap="xs">
      <Button
        size="compact-xs"
        disabled={split.chosen.length === 0}
        loading={split.isPending}
        onClick={split.split}
      >
        {words.split(split.chosen.length)}
      </Button>
      <Button size="compact-xs" variant="default" onClick={split.stop}>
        {words.cancel}
      </Button>
      {split.error && <span role="alert">{describe(split.error)}</span>}
    </Group>
  );
}
