import { expect, it } from "vitest";
import { pieces } from "./links";

const links = (text: string) =>
  pieces(text)
    .filter((piece) => piece.isLink)
    .map((piece) => piece.text);

it("finds addresses and leaves the sentence's own marks outside", () => {
  expect(links("See https://a.example/x?y=1, or (http://b.example).")).toEqual([
    "https://a.example/x?y=1",
    "http://b.example",
  ]);
});

it("makes no link of anything but http and https", () => {
  expect(links("javascript:alert(1) ftp://x.example data:text/html,x")).toEqual([]);
});

it("loses no character", () => {
  const text = "a https://a.example b\nhttps://b.example";
  expect(
    pieces(text)
      .map((piece) => piece.text)
      .join(""),
  ).toBe(text);
});
