import { expect, it } from "vitest";
import { differences, lean } from "./lean";

it("leaves out what says nothing", () => {
  const record = {
    id: "a",
    team: null,
    tags: [],
    sets: { note: "", team: "x" },
    when: { all: [] },
    is_last: false,
  };
  expect(lean(record)).toEqual({ id: "a", sets: { team: "x" }, is_last: false });
});

it("tells the fields that differ, and those that came or went", () => {
  const before = { id: "a", name: "A", policy: "usual" };
  const after = { id: "a", name: "B", backup: "b" };
  expect(differences(before, after)).toEqual([
    ["name", "A", "B"],
    ["policy", "usual", ""],
    ["backup", "", "b"],
  ]);
  expect(differences(null, { id: "a" })).toEqual([["id", "", "a"]]);
});
