import { describe, expect, it } from "vitest";
import type { Clock } from "../api/types";
import { nextClock, readClock, readClockOf } from "./reading";

const NOW = Date.parse("2026-11-20T12:00:00Z");
const clock = (due: string, changes: Partial<Clock> = {}): Clock => ({
  target: "first_response",
  due_at: `2026-11-20T${due}:00Z`,
  is_running: true,
  is_breached: false,
  ...changes,
});

describe("a clock", () => {
  it.each([
    ["14:05", "calm", "2h 5m left"],
    ["12:30", "soon", "30m left"],
    ["12:00", "breached", "1m over"],
    ["10:00", "breached", "2h over"],
  ])("that is due at %s is %s: %s", (due, tone, text) => {
    expect(readClock(clock(due), NOW)).toEqual({ tone, text });
  });

  it("that was stopped in time does not count on", () => {
    const stopped = clock("10:00", { is_running: false });
    expect(readClock(stopped, NOW).tone).toBe("still");
    expect(readClockOf({ first_response_at: "2026-11-20T09:00:00Z" }, stopped, NOW).text).toBe("Met");
  });

  it("that was stopped too late stays missed", () => {
    const missed = clock("10:00", { is_running: false, is_breached: true });
    expect(readClockOf({ first_response_at: "2026-11-20T11:00:00Z" }, missed, NOW)).toEqual({
      tone: "breached",
      text: "Missed",
    });
  });

  it("is chosen among those that run, the earliest first", () => {
    const [stopped, later, sooner] = [clock("11:00", { is_running: false }), clock("15:00"), clock("13:00")];
    expect(nextClock([stopped, later, sooner])).toBe(sooner);
    expect(nextClock([stopped])).toBeUndefined();
  });
});
