import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import type { Notice, NoticePage } from "../api/types";
import { NoticeList } from "./NoticeList";
import { marked } from "./useNotices";

const notice = (id: string, is_read: boolean): Notice => ({
  id,
  conversation_id: "C1",
  text: `Notice ${id}`,
  at: "2026-11-20T12:00:00Z",
  rule: "gold",
  is_read,
});

function show(items: Notice[]) {
  const onOpen = vi.fn();
  const onReadAll = vi.fn();
  const now = Date.parse("2026-11-20T12:05:00Z");
  render(
    <MantineProvider>
      <NoticeList items={items} now={now} onOpen={onOpen} onReadAll={onReadAll} />
    </MantineProvider>,
  );
  return { onOpen, onReadAll };
}

it("opens what was told, and marks the unread ones", async () => {
  const { onOpen } = show([notice("2", false), notice("1", true)]);
  expect(screen.getAllByLabelText("unread")).toHaveLength(1);
  await userEvent.click(screen.getByRole("button", { name: /Notice 2/ }));
  expect(onOpen).toHaveBeenCalledWith(notice("2", false));
});

it("offers to mark all as read only where something is unread", async () => {
  const { onReadAll } = show([notice("2", false)]);
  await userEvent.click(screen.getByRole("button", { name: "Mark all as read" }));
  expect(onReadAll).toHaveBeenCalledOnce();
});

it("says so when there is nothing", () => {
  show([]);
  expect(screen.getByText(/Nothing yet/)).toBeInTheDocument();
  expect(screen.queryByRole("button")).not.toBeInTheDocument();
});

it("counts down what is read at once", () => {
  const page: NoticePage = {
    items: [notice("3", false), notice("2", true), notice("1", false)],
    next: null,
    unread: 5,
  };
  expect(marked(page, { ids: ["3", "2"] }).unread).toBe(4);
  expect(marked(page, { ids: ["3"] }).items.map((each) => each.is_read)).toEqual([true, true, false]);
  expect(marked(page, { until: "3" })).toMatchObject({
    unread: 0,
    items: [{ is_read: true }, {}, { is_read: true }],
  });
});
