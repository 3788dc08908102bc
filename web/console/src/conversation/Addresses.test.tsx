import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { Addresses } from "./Addresses";
import { AlikeCustomers } from "./AlikeCustomers";
import { showDesk } from "./requestSamples";

const at = "2026-11-16T09:00:00Z";
const DOORS = {
  items: [
    {
      channel: "email",
      connection: "mail",
      address: "olga@example.org",
      name: "Mail",
      is_verified: true,
      is_opted_out: false,
      evidence: [{ kind: "signed_mail", at, by: "mail", is_proof: true }],
    },
  ],
};
const ALIKE = { id: "P2", name: "Olga K.", reasons: ["the same phone number"], conflict: null };

it("shows what proves an address", async () => {
  showDesk(<Addresses contact="P1" />, { "/v1/contacts/P1/doors": DOORS });
  expect(await screen.findByText(/olga@example.org · verified/)).toBeInTheDocument();
  expect(screen.getByText(/a mail that passed DMARC/)).toBeInTheDocument();
});

it("keeps that a customer wants nothing written to an address any more", async () => {
  const sent = showDesk(<Addresses contact="P1" />, { "/v1/contacts/P1/doors": DOORS });
  await userEvent.click(await screen.findByRole("button", { name: "Write here no more…" }));
  await userEvent.type(screen.getByLabelText("How they said so"), "on the phone");
  await userEvent.click(screen.getByRole("button", { name: "Write here no more…" }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({
    path: "/v1/contacts/P1/consent",
    body: {
      door: { channel: "email", connection: "mail", address: "olga@example.org" },
      is_given: false,
      reason: "on the phone",
    },
  });
});

it("shows an address that is not to be written to", async () => {
  const [door] = DOORS.items;
  showDesk(<Addresses contact="P1" />, {
    "/v1/contacts/P1/doors": { items: [{ ...door, is_opted_out: true }] },
  });
  expect(await screen.findByText("Wants nothing written here")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "May be written to again…" })).toBeInTheDocument();
});

it("merges who may be the same person with one click and its reasons", async () => {
  const sent = showDesk(<AlikeCustomers contact="P1" />, { "/v1/contacts/P1/alike": { items: [ALIKE] } });
  await userEvent.click(await screen.findByRole("button", { name: "Same customer" }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({
    path: "/v1/contacts/P2/merge",
    body: { into: "P1", reason: "the same phone number" },
  });
});

it("offers no click where ids conflict", async () => {
  const other = { ...ALIKE, conflict: "their Customer number differs: 1 and 2" };
  showDesk(<AlikeCustomers contact="P1" />, { "/v1/contacts/P1/alike": { items: [other] } });
  expect(await screen.findByText(/Probably not: their Customer number differs/)).toBeInTheDocument();
  expect(screen.queryByRole("button")).not.toBeInTheDocument();
});
