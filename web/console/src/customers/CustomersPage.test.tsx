import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { showDesk } from "../conversation/requestSamples";
import CustomerPage from "./CustomerPage";
import CustomersPage from "./CustomersPage";

const OLGA = {
  id: "P1",
  name: "Olga Nowak",
  email: "olga@example.org",
  phone: null,
  company: "Acme",
  tier: "gold",
  merged_into: null,
};
const CHAT = {
  id: "C1",
  contact: { id: "P1", name: "Olga Nowak" },
  channel: "telegram",
  subject: "Return",
  preview: "",
  state: "open",
  workspace_state: null,
  last_message_at: "2026-11-16T09:00:00Z",
};

it("lists customers, each with the way to what they wrote", async () => {
  showDesk(<CustomersPage />, { "/v1/contacts": { items: [OLGA], next: null } });
  expect(await screen.findByText("olga@example.org · Acme")).toBeInTheDocument();
  expect(screen.getByRole("link", { name: /Olga Nowak/ })).toHaveAttribute("href", "/customers/P1");
});

it("asks for whoever wrote from an address", async () => {
  showDesk(<CustomersPage />, { "/v1/contacts": { items: [], next: null } });
  expect(await screen.findByText("No customers yet")).toBeInTheDocument();
  await userEvent.type(screen.getByRole("searchbox"), "nobody@example.org");
  expect(await screen.findByText("Nobody wrote from there")).toBeInTheDocument();
});

it("shows a customer with their addresses and conversations", async () => {
  showDesk(<CustomerPage id="P1" />, {
    "/v1/contacts/P1": OLGA,
    "/v1/contacts/P1/doors": { items: [] },
    "/v1/contacts/P1/alike": { items: [] },
    "/v1/contacts/P1/conversations": { items: [CHAT], next: null },
  });
  expect(await screen.findByRole("heading", { name: "Olga Nowak" })).toBeInTheDocument();
  expect(await screen.findByRole("link", { name: /Return/ })).toHaveAttribute("href", "/views/all/C1");
});
