import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { ClockBadge } from "./ClockBadge";

const due = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

it("shows the time that is left, and says what for", () => {
  render(
    <ClockBadge
      clocks={[{ target: "resolution", due_at: due(120), is_running: true, is_breached: false }]}
    />,
  );
  const badge = screen.getByTestId("clock");
  expect(badge).toHaveTextContent("2h left");
  expect(badge).toHaveAttribute("title", expect.stringContaining("Resolution"));
});

it("marks what is overdue", () => {
  render(
    <ClockBadge clocks={[{ target: "resolution", due_at: due(-5), is_running: true, is_breached: true }]} />,
  );
  expect(screen.getByTestId("clock")).toHaveAttribute("data-tone", "breached");
});

it("shows nothing when no clock runs", () => {
  render(
    <ClockBadge clocks={[{ target: "resolution", due_at: due(5), is_running: false, is_breached: false }]} />,
  );
  expect(screen.queryByTestId("clock")).toBeNull();
});
