import { render } from "@testing-library/react";
import { expect, it } from "vitest";
import type { ClockExplanation } from "../api/types";
import { Explained } from "./Explanation";

const explanation: ClockExplanation = {
  target: "resolution",
  owner: null,
  policy: "usual",
  policy_version: "a1",
  terms: ["tiers: gold"],
  calendar: "office",
  time_zone: "Europe/Warsaw",
  limit_seconds: 7200,
  spent_seconds: 3600,
  started_at: "2026-11-16T09:00:00Z",
  due_at: "2026-11-16T12:00:00Z",
  paused_at: null,
  stopped_at: null,
  stretches: [
    { kind: "counted", start: "2026-11-16T09:00:00Z", end: "2026-11-16T10:00:00Z" },
    { kind: "paused", start: "2026-11-16T10:00:00Z", end: "2026-11-16T11:00:00Z" },
  ],
};

it("tells a deadline by its terms, what is spent, and each stretch", () => {
  const { container } = render(<Explained explanation={explanation} />);
  const text = container.textContent;
  expect(text).toContain("Policy usual, calendar office (Europe/Warsaw)");
  expect(text).toContain("Special terms for tiers: gold");
  expect(text).toContain("1h of 2h of open time spent");
  expect(text).toMatch(/1h\).*counted.*1h\).*paused/);
});
