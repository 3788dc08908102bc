import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { createApi } from "../api/client";
import { ApiContext } from "../api/context";
import type { DepartmentRequest } from "../api/types";

/** A request for tests: the warehouse is late. */
export const ASKED: DepartmentRequest = {
  id: "R0000001",
  conversation: { id: "C1", code: "C1", subject: "Order" },
  department: "warehouse",
  state: "overdue",
  question: "Did it leave?",
  owner: "ben",
  backup: "lea",
  asked_by: "ana",
  asked: ["ben@northwind.example"],
  shows_customer: false,
  opened_at: "2026-11-16T09:00:00Z",
  due_at: "2026-11-16T11:00:00Z",
  is_breached: true,
  closed_at: null,
  version: 3,
};
const WAREHOUSE = {
  id: "warehouse",
  name: "Warehouse",
  owner: "ben",
  backup: "lea",
  guests: ["wanda@carrier.example"],
  calendar: "office",
  answer_within_seconds: 7200,
};
const KNOWN = {
  "/v1/departments": { items: [WAREHOUSE] },
  "/v1/users": {
    items: [
      { id: "ben", name: "Ben" },
      { id: "lea", name: "Lea" },
    ],
  },
};

interface Sent {
  path: string;
  body: unknown;
  key: string | null;
  match: string | null;
}

/** Show a part of the console over a desk that answers so, and return what is sent to it. */
export function showDesk(element: ReactNode, answers: Record<string, unknown>): Sent[] {
  const sent: Sent[] = [];
  const known: Record<string, unknown> = { ...KNOWN, ...answers };
  globalThis.fetch = async (input) => {
    const request = input as Request;
    const { pathname, searchParams } = new URL(request.url);
    const cursor = searchParams.get("cursor");
    if (request.method === "GET") return Response.json(known[cursor ? `${pathname}?${cursor}` : pathname]);
    sent.push({
      path: pathname,
      body: await request.json().catch(() => null),
      key: request.headers.get("Idempotency-Key"),
      match: request.headers.get("If-Match"),
    });
    const answer = known[`${request.method} ${pathname}`] ?? ASKED;
    return answer instanceof Response ? answer : Response.json(answer);
  };
  const api = createApi("https://desk.example", { token: async () => "t", refused: () => undefined });
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <ApiContext value={api}>{element}</ApiContext>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return sent;
}
