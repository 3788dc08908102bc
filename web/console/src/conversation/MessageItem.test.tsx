import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import type { TimelineItem } from "../api/types";
import { MessageItem } from "./MessageItem";

const item = (id: string, text: string, more: Partial<TimelineItem> = {}): TimelineItem => ({
  id,
  type: "message",
  name: "message.received",
  direction: "inbound",
  author: { kind: "customer", id: "C1", name: "Ana" },
  text,
  subject: null,
  html: null,
  at: "2026-11-20T12:00:00Z",
  edited_at: null,
  deleted_at: null,
  reactions: [],
  place: null,
  cards: [],
  album: null,
  reply_to: null,
  audience: "private",
  attachments: [],
  delivery: null,
  is_automatic: false,
  data: {},
  ...more,
});

function show(shown: TimelineItem, answered?: TimelineItem) {
  const onAnswer = vi.fn();
  render(
    <MantineProvider>
      <MessageItem item={shown} isContinued={false} answered={answered} onAnswer={onAnswer} />
    </MantineProvider>,
  );
  return onAnswer;
}

it("offers to answer a customer's message, and nothing else", async () => {
  const onAnswer = show(item("M1", "Where is it?"));
  await userEvent.click(screen.getByRole("button", { name: "Answer this" }));
  expect(onAnswer).toHaveBeenCalledWith({ id: "M1", author: "Ana", text: "Where is it?" });
});

it.each([
  ["our own", { direction: "outbound" }],
  ["a note", { type: "note", direction: null }],
  ["one that was taken back", { deleted_at: "2026-11-20T12:01:00Z" }],
] as const)("does not offer to answer %s", (_, more) => {
  show(item("M2", "Tomorrow.", more));
  expect(screen.queryByRole("button", { name: "Answer this" })).not.toBeInTheDocument();
});

it("shows what a message answers, unless that was taken back", () => {
  show(item("M3", "This one."), item("M1", "Which order?"));
  expect(screen.getByText("Which order?")).toBeInTheDocument();
  show(item("M4", "That one."), item("M2", "Gone", { deleted_at: "2026-11-20T12:01:00Z" }));
  expect(screen.queryByText("Gone")).not.toBeInTheDocument();
});
