import { expect, test } from "vitest";
import { local, tomorrow } from "./SnoozeField";

test("a snooze ends on the next morning, over the end of a month too", () => {
  const at = new Date(tomorrow(new Date(2026, 10, 30, 17, 45)));
  expect([at.getMonth(), at.getDate(), at.getHours(), at.getMinutes()]).toEqual([11, 1, 9, 0]);
});

test("what the field shows is the same moment in local time", () => {
  const moment = tomorrow(new Date(2026, 5, 1));
  expect(local(moment)).toBe("2026-06-02T09:00");
});
