import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { ConversationDetail, DepartmentRequest, Ledger } from "../api/types";
import { LedgerTable } from "./Ledger";
import { Requests } from "./Requests";
import { ASKED, showDesk } from "./requestSamples";

const show = (items: DepartmentRequest[]) => showDesk(panel, { "/v1/conversations/C1/requests": { items } });

const panel = <Requests conversation={{ id: "C1", version: 1 } as ConversationDetail} />;

it("shows what was asked, who owes it, and that it is overdue", async () => {
  show([ASKED]);
  expect(await screen.findByText("Overdue")).toBeInTheDocument();
  expect(screen.getByText("Did it leave?")).toBeInTheDocument();
  expect(await screen.findByText(/Owed by Ben/)).toBeInTheDocument();
  expect(await screen.findByRole("button", { name: "Hand to Lea" })).toBeInTheDocument();
});

it("answers once under one key, however often it is tried", async () => {
  const sent = show([ASKED]);
  await userEvent.click(await screen.findByRole("button", { name: "Answer" }));
  await userEvent.type(screen.getByLabelText("Answer of the department"), "On Monday.");
  await userEvent.click(screen.getByRole("button", { name: "Send" }));
  const [answer] = sent;
  expect(answer?.path).toBe("/v1/conversations/C1/requests/R0000001/answer");
  expect(answer?.body).toEqual({ text: "On Monday." });
  expect(answer?.key).toBeTruthy();
  expect(answer?.match).toBe('"3"');
});

it("takes back, and hands on, the request that is on the screen", async () => {
  const sent = show([ASKED]);
  await userEvent.click(await screen.findByRole("button", { name: "Hand to Lea" }));
  await userEvent.click(await screen.findByRole("button", { name: "Take back" }));
  await userEvent.click(screen.getByRole("button", { name: "Send" }));
  expect(sent.map(({ path, match }) => [path.split("/").pop(), match])).toEqual([
    ["reassign", '"3"'],
    ["cancel", '"3"'],
  ]);
});

it("tells that the request is another one by now", async () => {
  const detail = "The request changed meanwhile; read it again.";
  const stale = { type: "about:blank", title: "Stale", status: 412, code: "stale", detail, errors: [] };
  showDesk(panel, {
    "/v1/conversations/C1/requests": { items: [ASKED] },
    "POST /v1/conversations/C1/requests/R0000001/reassign": Response.json(stale, { status: 412 }),
  });
  await userEvent.click(await screen.findByRole("button", { name: "Hand to Lea" }));
  expect(await screen.findByRole("alert")).toHaveTextContent(detail);
});

it("asks a department, without the customer's address unless that is wished", async () => {
  const sent = show([]);
  await userEvent.click(await screen.findByRole("button", { name: "Ask a department" }));
  expect(screen.getByText("By mail also to wanda@carrier.example")).toBeInTheDocument();
  await userEvent.type(screen.getByLabelText("Question"), "Is it whole?");
  await userEvent.click(screen.getByRole("button", { name: "Send" }));
  expect(sent[0]?.body).toEqual({ department: "warehouse", question: "Is it whole?", shows_customer: false });
});

it("explains the deadline when that is wished", async () => {
  const explanation = { policy: "warehouse", calendar: "office", time_zone: "Europe/Warsaw", terms: [] };
  const spent = { spent_seconds: 3600, limit_seconds: 7200, stretches: [] };
  showDesk(panel, {
    "/v1/conversations/C1/requests": { items: [ASKED] },
    "/v1/conversations/C1/requests/R0000001/clock": { ...explanation, ...spent },
  });
  await userEvent.click(await screen.findByText("Explain this deadline"));
  expect(await screen.findByText("1h of 2h of open time spent")).toBeInTheDocument();
});

it("offers nothing on what was taken back, and only to ask again what is answered", async () => {
  const closed_at = "2026-11-16T12:00:00Z";
  show([{ ...ASKED, state: "cancelled", closed_at }]);
  expect(await screen.findByText("Taken back")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /Answer|Ask again|Take back|Hand/ })).not.toBeInTheDocument();
});

it("shows who held a conversation how long", () => {
  const ledger: Ledger = {
    start: "2026-11-16T09:00:00Z",
    end: "2026-11-17T09:00:00Z",
    holders: [
      { kind: "agent", id: "ben", calendar_seconds: 7200, business_seconds: 3600 },
      { kind: "customer", id: null, calendar_seconds: 3, business_seconds: 3 },
    ],
    requests: [],
    handovers: 3,
    handovers_after_answer: 2,
    handed_over_often: true,
  };
  render(<LedgerTable ledger={ledger} nameOf={({ id, kind }) => id ?? kind} />);
  expect(screen.getByRole("row", { name: "ben 2h 1h" })).toBeInTheDocument();
  expect(screen.getByRole("row", { name: "customer < 1m < 1m" })).toBeInTheDocument();
  expect(screen.getByText("3 handovers, 2 since the first answer")).toBeInTheDocument();
});
