import { lazy, Suspense, useMemo, useSyncExternalStore } from "react";
import { SignInPage } from "../auth/SignInPage";
import { Session } from "../auth/session";
import type { Config } from "../config";

const Desk = lazy(() => import("./Desk"));

/** The sign-in page or the desk, whichever the session allows. */
export function App({ config }: { config: Config }) {
  const session = useMemo(() => new Session(config.auth), [config]);
  const isSignedIn = useSyncExternalStore(session.subscribe, () => session.isSignedIn);
  if (!isSignedIn) return <SignInPage config={config} onSignedIn={(tokens) => session.start(tokens)} />;
  return (
    <Suspense>
      <Desk config={config} session={session} />
    </Suspense>
  );
}
