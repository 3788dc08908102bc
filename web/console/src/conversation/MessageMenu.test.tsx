import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { TimelineItem } from "../api/types";
import { MessageMenu } from "./MessageMenu";
import { showDesk } from "./requestSamples";

const answer = {
  id: "M1",
  name: "message.queued",
  text: "It left today.",
  attachments: [],
  reactions: [],
  delivery: { state: "sent" },
} as unknown as TimelineItem;
const question = { ...answer, name: "message.received", delivery: null } as TimelineItem;

const show = (item: TimelineItem, sends: string[]) =>
  showDesk(<MessageMenu conversation="C1" item={item} sends={sends} />, {
    "/v1/conversations/C1/messages/M1": item,
    "/v1/conversations/C1/messages/M1/reaction": item,
  });

it("puts another text in the place of an answer's", async () => {
  const sent = show(answer, ["edit", "deletion"]);
  await userEvent.click(screen.getByRole("button", { name: "Change this message" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Edit" }));
  const field = await screen.findByRole("textbox", { name: "New text" });
  await userEvent.clear(field);
  await userEvent.type(field, "Tomorrow.");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ text: "Tomorrow." }));
});

it("reacts to what a customer wrote", async () => {
  const sent = show(question, ["reaction"]);
  await userEvent.click(screen.getByRole("button", { name: "Change this message" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "React with 👍" }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ sign: "👍" }));
});

it("is not there where the provider takes nothing", () => {
  show(answer, ["text", "reaction"]);
  expect(screen.queryByRole("button")).toBeNull();
});
