import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { ConversationDetail } from "../api/types";
import { Composer } from "./Composer";
import { showDesk } from "./requestSamples";

const show = (channel: string, sends: string[]) => {
  const contact = { id: "P1", name: "Olga" };
  const conversation = { id: "C1", contact, channel, window: null, sends } as unknown as ConversationDetail;
  const draft = { text: "See you on Monday.", type: "message" as const };
  const known = { "/v1/contacts/P1/doors": { items: [] }, "/v1/macros": { items: [] } };
  showDesk(<Composer conversation={conversation} draft={draft} onDraft={() => undefined} />, known);
};

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
