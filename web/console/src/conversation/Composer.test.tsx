import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { ConversationDetail } from "../api/types";
import { Composer } from "./Composer";
import { showDesk } from "./requestSamples";

const ORDER = {
  name: "order_sent",
  language: "en",
  header: "",
  header_kind: null,
  body: "Dear {{1}}, it is on its way.",
  footer: "",
  buttons: [],
  variables: { header: [], body: ["1"], buttons: [] },
};
const MESSAGES = "/v1/conversations/C1/messages";

const show = (channel: string, sends: string[], text = "See you on Monday.", window: unknown = null) => {
  const contact = { id: "P1", name: "Olga" };
  const known = {
    "/v1/contacts/P1/doors": { items: [] },
    "/v1/macros": { items: [] },
    "/v1/channels/shop/templates": { items: [ORDER] },
    [MESSAGES]: { id: "M1" },
  };
  const conversation = { id: "C1", contact, channel, connection: "shop", window, sends };
  const draft = { text, type: "message" as const };
  return showDesk(
    <Composer
      conversation={conversation as unknown as ConversationDetail}
      draft={draft}
      onDraft={() => undefined}
    />,
    known,
  );
};

const sentBy = (sent: ReturnType<typeof show>) => sent.find(({ path }) => path === MESSAGES)?.body;

it("wants a file where words alone do not reach the customer", () => {
  show("fax", ["file"]);
  expect(
    screen.getByText("Fax takes a PDF: attach one, with a line of yours for the desk."),
  ).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Send" })).toBeDisabled();
});

it("sends words where they are taken", () => {
  show("telegram", ["image", "text"]);
  expect(screen.getByRole("button", { name: "Send" })).toBeEnabled();
});

it("sends a place by the link to a map", async () => {
  const user = userEvent.setup();
  const sent = show("telegram", ["text", "location"], "");
  expect(screen.getByRole("button", { name: "Send" })).toBeDisabled();
  await user.click(screen.getByRole("button", { name: "Attach files, a location or a contact card" }));
  await user.click(await screen.findByRole("menuitem", { name: "Location", hidden: true }));
  const form = within(await screen.findByRole("dialog"));
  await user.type(form.getByLabelText("Where"), "https://www.google.com/maps/@52.2297,21.0122,15z");
  await user.type(form.getByLabelText("Name"), "Shop");
  await user.click(form.getByRole("button", { name: "Add" }));
  await user.click(await screen.findByRole("button", { name: "Send" }));
  const place = { latitude: 52.2297, longitude: 21.0122, name: "Shop", address: "" };
  await waitFor(() => expect(sentBy(sent)).toMatchObject({ text: "", place, cards: [] }));
});

it("sends a contact card, which has a number or an address", async () => {
  const user = userEvent.setup();
  const sent = show("telegram", ["text", "contact"], "");
  await user.click(screen.getByRole("button", { name: "Attach files, a location or a contact card" }));
  await user.click(await screen.findByRole("menuitem", { name: "Contact card", hidden: true }));
  const form = within(await screen.findByRole("dialog"));
  await user.type(form.getByLabelText("Name"), "Ben");
  expect(form.getByRole("button", { name: "Add" })).toBeDisabled();
  await user.type(form.getByLabelText("Phone"), "+48 500 100 200");
  await user.click(form.getByRole("button", { name: "Add" }));
  await user.click(await screen.findByRole("button", { name: "Send" }));
  const card = { name: "Ben", phones: ["+48 500 100 200"], emails: [] };
  await waitFor(() => expect(sentBy(sent)).toMatchObject({ cards: [card] }));
});

it("offers a template where the provider takes nothing else, filled in and shown before it is sent", async () => {
  const user = userEvent.setup();
  const window = { is_open: false, takes_answers: true, after: "template", open_until: null };
  const sent = show("whatsapp", ["text", "template"], "", window);
  await user.click(screen.getByRole("button", { name: "Choose a template" }));
  const form = within(await screen.findByRole("dialog"));
  await user.click(await form.findByRole("combobox", { name: "Template" }));
  await user.click(await screen.findByRole("option", { name: "order_sent (en)", hidden: true }));
  expect(form.getByRole("button", { name: "Send template" })).toBeDisabled();
  await user.type(form.getByLabelText("Text, 1"), "Ana");
  expect(form.getByTestId("preview")).toHaveTextContent("Dear Ana, it is on its way.");
  await user.click(form.getByRole("button", { name: "Send template" }));
  const template = { name: "order_sent", language: "en", header: {}, body: { 1: "Ana" }, buttons: {} };
  await waitFor(() => expect(sentBy(sent)).toMatchObject({ text: "", template }));
});

it("offers no template where there are none", () => {
  show("telegram", ["text"]);
  expect(screen.queryByRole("button", { name: "Choose a template" })).not.toBeInTheDocument();
});
