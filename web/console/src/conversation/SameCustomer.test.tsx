import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { Contact } from "../api/types";
import { EraseCustomer } from "./EraseCustomer";
import { showDesk } from "./requestSamples";
import { SameCustomer } from "./SameCustomer";

const OLGA = {
  id: "P1",
  name: "Olga",
  merges: [{ contact_id: "P2", at: "2026-11-16T09:00:00Z", by: "ana", evidence: "the same phone number" }],
} as unknown as Contact;

it("merges the customer of another conversation into this one", async () => {
  const known = { "/v1/conversations/T0A28B39": { contact: { id: "P3" } } };
  const sent = showDesk(<SameCustomer contact={OLGA} />, known);
  await userEvent.type(screen.getByLabelText("Also wrote in the conversation"), "t0a2-8b39");
  await userEvent.type(screen.getByLabelText("Known by"), "told us");
  await userEvent.click(screen.getByRole("button", { name: "Same customer" }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({ path: "/v1/contacts/P3/merge", body: { into: "P1", reason: "told us" } });
});

it("shows the evidence of a merge, and the way back", async () => {
  const sent = showDesk(<SameCustomer contact={OLGA} />, {});
  expect(screen.getByText("the same phone number")).toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() => expect(sent[0]?.path).toBe("/v1/contacts/P2/merge"));
});

it("erases a customer only once that is confirmed, and asks until nothing is left", async () => {
  const answers = { "POST /v1/contacts/P1/erase": { conversations: 2, is_done: true } };
  const sent = showDesk(<EraseCustomer contact={OLGA} />, answers);
  await userEvent.click(screen.getByRole("button", { name: "Erase this customer…" }));
  expect(sent).toHaveLength(0);
  await userEvent.click(await screen.findByRole("button", { name: "Erase for good" }));
  await waitFor(() => expect(sent.map(({ path }) => path)).toEqual(["/v1/contacts/P1/erase"]));
});
