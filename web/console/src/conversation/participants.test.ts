import { expect, test } from "vitest";
import { changed, isAddress } from "./participants";

const BOB = { address: "bob@example.org", name: "Bob", is_hidden: false };

test("who is known keeps their name, and who is new has none", () => {
  expect(changed([BOB], ["bob@example.org", "Eve@Example.org"])).toEqual([
    BOB,
    { address: "eve@example.org", name: "", is_hidden: false },
  ]);
});

test("who is taken out is gone", () => {
  expect(changed([BOB], [])).toEqual([]);
});

test.each([
  ["bob@example.org", true],
  ["bob@example", false],
  ["bob", false],
  ["b ob@example.org", false],
])("%s is an address: %s", (text, expected) => {
  expect(isAddress(text)).toBe(expected);
});
