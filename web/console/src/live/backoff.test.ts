import { expect, it } from "vitest";
import { backoff } from "./backoff";

it("doubles the wait up to half a minute", () => {
  const longest = [0, 1, 2, 5, 6, 40].map((attempt) => backoff(attempt, () => 1));
  expect(longest).toEqual([500, 1_000, 2_000, 16_000, 30_000, 30_000]);
});

it("spreads the waits over the upper half", () => {
  expect(backoff(2, () => 0)).toBe(1_000);
  expect(backoff(2, () => 0.5)).toBe(1_500);
});
