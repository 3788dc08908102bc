import { expect, it } from "vitest";
import { ago, dayName, span } from "./time";

const NOW = new Date(2026, 10, 20, 12, 0).getTime();
const at = (...parts: [number, number, number, number?]) => new Date(...parts).toISOString();

it.each([
  [30_000, "1m"],
  [59 * 60_000, "59m"],
  [60 * 60_000, "1h"],
  [125 * 60_000, "2h 5m"],
  [50 * 3_600_000, "2d 2h"],
])("says %d ms as %s", (ms, text) => {
  expect(span(ms)).toBe(text);
});

it("says how long ago in as little as it takes", () => {
  expect(ago(new Date(NOW - 20_000).toISOString(), NOW)).toBe("now");
  expect(ago(new Date(NOW - 3 * 3_600_000).toISOString(), NOW)).toBe("3h");
  expect(ago(at(2026, 10, 18), NOW)).toBe("Wed");
  expect(ago(at(2026, 9, 2), NOW)).toBe("2 Oct");
});

it("names the day of a separator", () => {
  expect(dayName(at(2026, 10, 20, 1), NOW)).toBe("Today");
  expect(dayName(at(2026, 10, 19, 23), NOW)).toBe("Yesterday");
  expect(dayName(at(2026, 10, 1), NOW)).toBe("Sunday 1 November");
});
