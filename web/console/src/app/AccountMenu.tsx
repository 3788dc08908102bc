import { type MantineColorScheme, Menu, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { useMe } from "../api/directory";
import { messages } from "../messages";
import { Face } from "../shared/Face";
import { CheckIcon, DeviceDesktopIcon, type Icon, LogoutIcon, MoonIcon, SunIcon } from "../shared/icons";
import classes from "./Header.module.css";
import { useSetPresence } from "./usePresence";

const { header: words } = messages;
const SCHEMES: { scheme: MantineColorScheme; icon: Icon }[] = [
  { scheme: "light", icon: SunIcon },
  { scheme: "dark", icon: MoonIcon },
  { scheme: "auto", icon: DeviceDesktopIcon },
];

export function AccountMenu({ onSignOut }: { onSignOut: () => void }) {
  const me = useMe();
  const setPresence = useSetPresence();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leave = () => setPresence.mutate("off", { onSettled: onSignOut });
  return (
    <Menu position="bottom-end" width={220} shadow="md">
      <Menu.Target>
        <UnstyledButton className={classes.account} aria-label={words.account}>
          <Face name={me.data?.name ?? ""} seed={me.data?.id ?? ""} size={32} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          {me.data?.name}
          <span className={classes.email}>{me.data?.email}</span>
        </div>
        <Menu.Divider />
        <Menu.Label>{words.appearance}</Menu.Label>
        {SCHEMES.map(({ scheme, icon: Shape }) => (
          <Menu.Item
            key={scheme}
            leftSection={<Shape size={16} />}
            rightSection={colorScheme === scheme ? <CheckIcon size={15} /> : null}
            onClick={() => setColorScheme(scheme)}
          >
            {words[scheme]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<LogoutIcon size={16} />} onClick={leave}>
          {words.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
