import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useMemo, useState } from "react";
import { Redirect, Route, Switch } from "wouter";
import { createApi } from "../api/client";
import { ApiContext } from "../api/context";
import { ProblemError } from "../api/problem";
import type { Session } from "../auth/session";
import type { Config } from "../config";
import { InboxPage } from "../inbox/InboxPage";
import { LiveProvider } from "../live/LiveProvider";
import { Boundary } from "../shared/Boundary";
import { NotFoundPage } from "./NotFoundPage";
import { Shell } from "./Shell";

const ChannelsPage = lazy(() => import("../channels/ChannelsPage"));
const CompaniesPage = lazy(() => import("../companies/CompaniesPage"));
const CustomerPage = lazy(() => import("../customers/CustomerPage"));
const CustomersPage = lazy(() => import("../customers/CustomersPage"));
const DepartmentsPage = lazy(() => import("../departments/DepartmentsPage"));
const SettingsPage = lazy(() => import("../settings/SettingsPage"));
const QuarantinePage = lazy(() => import("../quarantine/QuarantinePage"));

function createQueries(): QueryClient {
  const retry = (count: number, error: Error) =>
    count < 2 && error instanceof ProblemError && error.isRetriable;
  return new QueryClient({ defaultOptions: { queries: { retry, staleTime: 30_000 } } });
}

/** Everything behind the sign-in; it forgets what it has read when it goes. */
export default function Desk({ config, session }: { config: Config; session: Session }) {
  const [queries] = useState(createQueries);
  const api = useMemo(
    () => createApi(config.api, { token: () => session.token(), refused: () => session.end() }),
    [config, session],
  );
  return (
    <QueryClientProvider client={queries}>
      <ApiContext value={api}>
        <LiveProvider>
          <Shell brand={config.brand} session={session}>
            <Boundary>
              <Suspense>
                <Switch>
                  <Route path="/">
                    <Redirect to="/views/all" replace />
                  </Route>
                  <Route path="/views/:view/:conversation?">{(params) => <InboxPage {...params} />}</Route>
                  <Route path="/channels" component={ChannelsPage} />
                  <Route path="/companies" component={CompaniesPage} />
                  <Route path="/customers" component={CustomersPage} />
                  <Route path="/customers/:id">{({ id }) => <CustomerPage key={id} id={id} />}</Route>
                  <Route path="/departments" component={DepartmentsPage} />
                  <Route path="/quarantine" component={QuarantinePage} />
                  <Route path="/settings/:part?">{({ part }) => <SettingsPage part={part} />}</Route>
                  <Route component={NotFoundPage} />
                </Switch>
              </Suspense>
            </Boundary>
          </Shell>
        </LiveProvider>
      </ApiContext>
    </QueryClientProvider>
  );
}
