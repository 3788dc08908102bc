import { expect, test } from "vitest";
import { inAnHour, local, nextMonday, tomorrow } from "./later";

test("tomorrow is the next morning, over the end of a month too", () => {
  const at = new Date(tomorrow(new Date(2026, 10, 30, 17, 45)));
  expect([at.getMonth(), at.getDate(), at.getHours(), at.getMinutes()]).toEqual([11, 1, 9, 0]);
});

test("what the field shows is the same moment in local time", () => {
  const moment = tomorrow(new Date(2026, 5, 1));
  expect(local(moment)).toBe("2026-06-02T09:00");
});

test.each([
  [22, 23],
  [23, 30],
  [28, 30],
])("the Monday after November %d is the %d", (day, monday) => {
  const at = new Date(nextMonday(new Date(2026, 10, day, 17, 45)));
  expect([at.getDay(), at.getDate(), at.getHours()]).toEqual([1, monday, 9]);
});

test("an hour later is an hour later", () => {
  expect(inAnHour(new Date("2026-11-23T23:30:00Z"))).toBe("2026-11-24T00:30:00.000Z");
});
