import { expect, it } from "vitest";
import { reasonLines } from "./reasons";

it("tells why a conversation was routed, and what each agent lacked", () => {
  const reasons = {
    team: "rule invoices",
    assignee: "free, and assigned the longest ago",
    skills: ["polish"],
    candidates: [
      { user_id: "ana", name: "Ana", score: 3 },
      { user_id: "ben", name: "Ben", missing: ["is off", "lacks polish"] },
    ],
    others: 2,
  };
  expect(reasonLines({ name: "conversation.routed", data: { reasons } })).toEqual([
    "Team: rule invoices",
    "Agent: free, and assigned the longest ago",
    "Skills demanded: polish",
    "Ana: free",
    "Ben: is off, lacks polish",
    "2 more were considered",
  ]);
});

it("reads what was routed before agents could lack several things", () => {
  const candidates = [
    { user_id: "ana", name: "Ana", missing: null },
    { user_id: "ben", name: "Ben", missing: "is off" },
  ];
  const lines = reasonLines({ name: "conversation.routed", data: { reasons: { candidates } } });
  expect(lines).toEqual(["Ana: free", "Ben: is off"]);
});

it("has nothing to tell of other activities", () => {
  expect(reasonLines({ name: "clock.warned", data: {} })).toEqual([]);
});
