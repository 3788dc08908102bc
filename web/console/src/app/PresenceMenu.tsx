import { Menu, UnstyledButton } from "@mantine/core";
import { useMe } from "../api/directory";
import type { PresenceState } from "../api/types";
import { messages } from "../messages";
import { ChevronDownIcon } from "../shared/icons";
import classes from "./Header.module.css";
import { useSetPresence } from "./usePresence";

const { presence, presences } = messages.header;
const STATES = Object.keys(presences) as PresenceState[];

export function PresenceMenu() {
  const me = useMe();
  const set = useSetPresence();
  const state = set.isPending ? set.variables : (me.data?.presence ?? "off");
  return (
    <Menu position="bottom-end" width={270} shadow="md">
      <Menu.Target>
        <UnstyledButton className={classes.presence} aria-label={`${presence}: ${presences[state].label}`}>
          <span className={classes.dot} data-state={state} />
          {presences[state].label}
          <ChevronDownIcon size={14} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {STATES.map((each) => (
          <Menu.Item
            key={each}
            leftSection={<span className={classes.dot} data-state={each} />}
            onClick={() => set.mutate(each)}
          >
            <span className={classes.option}>
              {presences[each].label}
              <span className={classes.hint}>{presences[each].hint}</span>
            </span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
