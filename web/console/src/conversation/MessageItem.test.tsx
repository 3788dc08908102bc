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
  referral: null,
  is_forwarded: false,
  reply_to: null,
  audience: "private",
  attachments: [],
  delivery: null,
  refused: null,
  send_at: null,
  is_automatic: false,
  written_in: null,
  goes_on_in: null,
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

it("tells where a colleague wrote who did not write here", () => {
  show(item("M2", "Tomorrow.", { direction: "outbound", written_in: "WhatsApp" }));
  expect(screen.getByText("in WhatsApp")).toBeInTheDocument();
});

it("tells what led a customer here, and what they passed on", () => {
  const referral = { source: "ad", title: "Autumn sale", url: "", reference: "" };
  show(item("M2", "Still on?", { referral, is_forwarded: true }));
  expect(screen.getByText("Came from: Autumn sale")).toBeInTheDocument();
  expect(screen.getByText("Forwarded")).toBeInTheDocument();
});

it("shows what a message answers, unless that was taken back", () => {
  show(item("M3", "This one."), item("M1", "Which order?"));
  expect(screen.getByText("Which order?")).toBeInTheDocument();
  show(item("M4", "That one."), item("M2", "Gone", { deleted_at: "2026-11-20T12:01:00Z" }));
  expect(screen.queryByText("Gone")).not.toBeInTheDocument();
});

it.each([
  ["that has not left yet", "queued", 60_000, true],
  ["whose time has come", "queued", -1_000, false],
  ["that has left", "sent", 60_000, false],
] as const)("offers to take back an answer %s: %s in %d ms", async (_, state, wait, isOffered) => {
  const at = new Date(Date.now() + wait).toISOString();
  const delivery = { state, at, reason: null };
  const onTakeBack = vi.fn();
  const shown = item("M4", "Tomorrow.", { direction: "outbound", delivery, send_at: at });
  render(
    <MantineProvider>
      <MessageItem
        item={shown}
        isContinued={false}
        answered={undefined}
        onAnswer={vi.fn()}
        onTakeBack={onTakeBack}
      />
    </MantineProvider>,
  );
  const button = screen.queryByRole("button", { name: "Undo" });
  expect(button !== null).toBe(isOffered);
  if (button) await userEvent.click(button);
  expect(onTakeBack).toHaveBeenCalledTimes(isOffered ? 1 : 0);
});

it("is chosen to be split off, unless it went on elsewhere already", async () => {
  const onToggle = vi.fn();
  const choice = { isChosen: false, onToggle };
  const { rerender } = render(
    <MantineProvider>
      <MessageItem
        item={item("M5", "And my refund?")}
        isContinued={false}
        answered={undefined}
        onAnswer={vi.fn()}
        choice={choice}
      />
    </MantineProvider>,
  );
  await userEvent.click(screen.getByRole("checkbox", { name: "Split off" }));
  expect(onToggle).toHaveBeenCalledOnce();
  rerender(
    <MantineProvider>
      <MessageItem
        item={item("M5", "And my refund?", { goes_on_in: "BBBBBBBB" })}
        isContinued={false}
        answered={undefined}
        onAnswer={vi.fn()}
        choice={choice}
      />
    </MantineProvider>,
  );
  expect(screen.queryByRole("checkbox")).not.toBeInTheDocument();
  expect(screen.getByRole("link", { name: "Goes on in a conversation of its own" })).toHaveAttribute(
    "href",
    "/views/all/BBBBBBBB",
  );
});
