import { ActionIcon } from "@mantine/core";
import { messages } from "../messages";
import { NoticeBell } from "../notices/NoticeBell";
import { Menu2Icon } from "../shared/icons";
import { Logo } from "../shared/Logo";
import { AccountMenu } from "./AccountMenu";
import classes from "./Header.module.css";
import { LiveMark } from "./LiveMark";
import { PresenceMenu } from "./PresenceMenu";

interface HeaderProps {
  brand: string;
  onNavigation: () => void;
  onSignOut: () => void;
}

export function Header({ brand, onNavigation, onSignOut }: HeaderProps) {
  return (
    <header className={classes.bar}>
      <ActionIcon
        className={classes.burger}
        aria-label={messages.header.openNavigation}
        onClick={onNavigation}
      >
        <Menu2Icon size={20} />
      </ActionIcon>
      <span className={classes.brand}>
        <Logo />
        <span className={classes.name}>{brand}</span>
      </span>
      <span className={classes.space} />
      <LiveMark />
      <NoticeBell />
      <PresenceMenu />
      <AccountMenu onSignOut={onSignOut} />
    </header>
  );
}
