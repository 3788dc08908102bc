import { Drawer } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useEffect } from "react";
import { useLocation } from "wouter";
import type { Session } from "../auth/session";
import { Logo } from "../shared/Logo";
import { Header } from "./Header";
import { Navigation } from "./Navigation";
import classes from "./Shell.module.css";
import { useArrival } from "./usePresence";

interface ShellProps {
  brand: string;
  session: Session;
  children: React.ReactNode;
}

/** The frame around every page: the bar above, the views at the side. */
export function Shell({ brand, session, children }: ShellProps) {
  const [isOpen, navigation] = useDisclosure(false);
  const [location] = useLocation();
  useArrival(session);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the drawer closes when the address changes
  useEffect(() => navigation.close(), [location]);
  return (
    <div className={classes.shell}>
      <Header brand={brand} onNavigation={navigation.open} onSignOut={() => session.end()} />
      <div className={classes.side}>
        <Navigation />
      </div>
      <div className={classes.content}>{children}</div>
      <Drawer
        opened={isOpen}
        onClose={navigation.close}
        size={280}
        padding={0}
        title={
          <span className={classes.brand}>
            <Logo /> {brand}
          </span>
        }
        classNames={{ header: classes.drawerHead, content: classes.drawer }}
      >
        <Navigation />
      </Drawer>
    </div>
  );
}
