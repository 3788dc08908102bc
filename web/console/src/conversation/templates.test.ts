import { expect, it } from "vitest";
import type { Template } from "../api/types";
import { EMPTY, isFilled, preview, variablesOf } from "./templates";

const ORDER: Template = {
  name: "order_sent",
  language: "en",
  header: "Order {{1}}",
  header_kind: null,
  body: "Dear {{name}}, it is on its way.",
  footer: "Northwind",
  buttons: [
    { text: "Stop", url: "" },
    { text: "Track", url: "https://a.example/{{1}}" },
  ],
  variables: { header: ["1"], body: ["name"], buttons: ["1"] },
};
const VALUES = { header: { 1: "77" }, body: { name: "Ana" }, buttons: { 1: "x" } };

it("asks for each variable with the text that it stands in", () => {
  expect(variablesOf(ORDER).map(({ part, name, within }) => [part, name, within])).toEqual([
    ["header", "1", "Order {{1}}"],
    ["body", "name", "Dear {{name}}, it is on its way."],
    ["buttons", "1", "https://a.example/{{1}}"],
  ]);
});

it("reads as the customer reads it", () => {
  expect(preview(ORDER, VALUES)).toBe(
    "Order 77\n\nDear Ana, it is on its way.\n\nNorthwind\n\nTrack: https://a.example/x",
  );
});

it("shows what is still empty", () => {
  expect(preview(ORDER, { ...VALUES, body: {} })).toContain("Dear {{name}}");
  expect([isFilled(ORDER, VALUES), isFilled(ORDER, EMPTY)]).toEqual([true, false]);
  expect(isFilled(ORDER, { ...VALUES, header: { 1: " " } })).toBe(false);
});
