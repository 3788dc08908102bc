import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { messages } from "../messages";
import { SendLater } from "./SendLater";

const { later: words } = messages;

async function open(onSend: (at: string) => void): Promise<void> {
  render(
    <MantineProvider env="test">
      <SendLater isDisabled={false} onSend={onSend} />
    </MantineProvider>,
  );
  await userEvent.click(screen.getByRole("button", { name: words.label }));
}

it("sends in an hour with two clicks", async () => {
  const onSend = vi.fn();
  await open(onSend);
  const before = Date.now();
  await userEvent.click(screen.getByText(words.hour));
  const delay = Date.parse(onSend.mock.calls[0]?.[0]) - before;
  expect(Math.round(delay / 60_000)).toBe(60);
});

it("takes no time that has passed", async () => {
  const onSend = vi.fn();
  await open(onSend);
  await userEvent.click(screen.getByText(words.pick));
  const field = screen.getByLabelText(words.at);
  await userEvent.clear(field);
  await userEvent.type(field, "2020-01-01T09:00");
  expect(screen.getByText(words.past)).toBeVisible();
  expect(screen.getByRole("button", { name: words.schedule })).toBeDisabled();
  expect(onSend).not.toHaveBeenCalled();
});
