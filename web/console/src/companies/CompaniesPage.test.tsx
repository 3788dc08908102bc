import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { showDesk } from "../conversation/requestSamples";
import CompaniesPage from "./CompaniesPage";

const ACME = {
  id: "CO1",
  name: "Acme",
  domains: ["acme.example"],
  tier: "gold",
  notes: "",
  fields: {},
  created_at: "2026-11-16T09:00:00Z",
  version: 3,
};
const TERMS = { tiers: ["standard", "gold"], fields: [] };
const PEOPLE = [{ id: "P1", name: "Olga", email: null, phone: null, company: "Acme", tier: null }];
const show = (items: unknown[]) =>
  showDesk(<CompaniesPage />, {
    "/v1/companies": { items, next: null },
    "/v1/contact-terms": TERMS,
    "/v1/companies/CO1/contacts": { items: PEOPLE, next: null },
    "/v1/companies/CO1/conversations": { items: [], next: null },
  });

it("lists companies with their domains and tiers", async () => {
  show([ACME]);
  expect(await screen.findByText("acme.example")).toBeInTheDocument();
  expect(screen.getByText("gold")).toBeInTheDocument();
});

it("shows a known one's people and what they wrote", async () => {
  show([ACME]);
  await userEvent.click(await screen.findByText("Acme"));
  expect(await screen.findByRole("link", { name: /Olga/ })).toHaveAttribute("href", "/customers/P1");
  expect(await screen.findByText("Nothing was written yet.")).toBeInTheDocument();
});

it("keeps a new company", async () => {
  const sent = show([]);
  await userEvent.click(await screen.findByRole("button", { name: "Add a company" }));
  await userEvent.type(await screen.findByLabelText("Name"), "Other");
  await userEvent.click(screen.getByRole("button", { name: "Keep" }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({ path: "/v1/companies", body: { name: "Other", domains: [], tier: null } });
});

it("changes a known one on the version that is on the screen", async () => {
  const sent = show([ACME]);
  await userEvent.click(await screen.findByText("Acme"));
  await userEvent.type(await screen.findByLabelText("Name"), " Corp");
  await userEvent.click(screen.getByRole("button", { name: "Keep" }));
  await waitFor(() => expect(sent[0]?.path).toBe("/v1/companies/CO1"));
  expect(sent[0]?.body).toMatchObject({ name: "Acme Corp", domains: ["acme.example"], tier: "gold" });
});
