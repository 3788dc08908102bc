import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { Setting } from "../api/types";
import { showDesk } from "../conversation/requestSamples";
import SettingsPage from "./SettingsPage";

const record = (id: string, tag: string): Setting["record"] =>
  JSON.parse(`{ "id": "${id}", "on": ["note.added"], "then": { "add_tags": ["${tag}"] }, "is_last": false }`);
const RULE = { id: "first", record: record("first", "a") };
const OTHER = { id: "second", record: record("second", "a") };
const RULES = { "/v1/settings/automations": { items: [RULE, OTHER], next: null, version: 7 } };
const refused = (field: string, message: string) => () =>
  Response.json(
    { status: 422, code: "invalid", detail: "No.", errors: [{ field, message }] },
    { status: 422 },
  );

it("changes a record on the version that is on the screen", async () => {
  const sent = showDesk(<SettingsPage part="automations" />, RULES);
  await userEvent.click(await screen.findByText("first"));
  const text = await screen.findByLabelText("Record");
  fireEvent.change(text, { target: { value: JSON.stringify(record("ignored", "b")) } });
  await userEvent.click(screen.getByRole("button", { name: "Keep" }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({
    path: "/v1/settings/automations/first",
    match: '"7"',
    body: { record: record("first", "b"), place: null },
  });
});

it("tells what the desk finds wrong by its field", async () => {
  const answer = refused("automations.0.then.team", "there is no team 'x'")();
  showDesk(<SettingsPage part="automations" />, { ...RULES, "PUT /v1/settings/automations/first": answer });
  await userEvent.click(await screen.findByText("first"));
  await userEvent.click(await screen.findByRole("button", { name: "Keep" }));
  expect(await screen.findByText("automations.0.then.team")).toBeInTheDocument();
  expect(screen.getByText(/there is no team 'x'/)).toBeInTheDocument();
});

it("sends nothing that is no JSON", async () => {
  const sent = showDesk(<SettingsPage part="automations" />, RULES);
  await userEvent.click(await screen.findByText("first"));
  await userEvent.type(await screen.findByLabelText("Record"), "x");
  await userEvent.click(screen.getByRole("button", { name: "Keep" }));
  expect(await screen.findByText(/This is no JSON/)).toBeInTheDocument();
  expect(sent).toHaveLength(0);
});

it("moves a rule up, and adds and removes records", async () => {
  const sent = showDesk(<SettingsPage part="automations" />, RULES);
  await userEvent.click(await screen.findByRole("button", { name: "Move second up" }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ record: OTHER.record, place: 0 }));
  await userEvent.click(await screen.findByText("second"));
  await userEvent.click(await screen.findByRole("button", { name: "Remove" }));
  await userEvent.click(await screen.findByRole("button", { name: "Remove for good" }));
  await waitFor(() =>
    expect(sent[1]).toMatchObject({ path: "/v1/settings/automations/second", match: '"7"' }),
  );
});

it("shows what a rule would have changed", async () => {
  const total = {
    rule: "first",
    live: 0,
    proposed: 2,
    added: 2,
    gone: 0,
    changed: 0,
    stopped: 0,
    conversations: 2,
  };
  const result = { conversations: 9, entries: 40, items: [], totals: [total], cut: null, next: null };
  const sent = showDesk(<SettingsPage part="automations" />, { ...RULES, "POST /v1/rules/dry-run": result });
  await userEvent.click(await screen.findByText("first"));
  await userEvent.click(await screen.findByRole("button", { name: /Try on/ }));
  expect(await screen.findByText(/2 more, 0 fewer, 0 changed/)).toBeInTheDocument();
  expect(sent[0]?.body).toMatchObject({ automations: [{ id: "first" }, { id: "second" }] });
});

it("tells who changed what, from what to what", async () => {
  const change = {
    id: "A1",
    at: "2026-11-16T09:00:00Z",
    by: { kind: "agent", id: "ada", name: "Ada" },
    turn: "changed",
    record: "team#support",
    before: { id: "support", name: "Support" },
    after: { id: "support", name: "Help" },
  };
  showDesk(<SettingsPage part="history" />, { "/v1/audit": { items: [change], next: null } });
  expect(await screen.findByText("Ada")).toBeInTheDocument();
  expect(screen.getByText("Support").tagName).toBe("DEL");
  expect(screen.getByText("Help").tagName).toBe("INS");
});
