import { expect, it } from "vitest";
import type { TimelineItem } from "../api/types";
import { activityLines } from "./activity";

const names = {
  user: (id: string) => (id === "ben" ? "Ben Okafor" : id),
  team: (id: string) => `Team ${id}`,
  department: (id: string) => (id === "warehouse" ? "Warehouse" : id),
  state: (id: string) => (id === "parts" ? "Waiting for parts" : id),
};
const activity = (name: string, data: TimelineItem["data"]) =>
  ({ name, data, author: { kind: "agent", id: "ana", name: "Ana" } }) as unknown as TimelineItem;

it("tells each thing that was changed, by names", () => {
  const data = {
    assignee: { from: null, to: "ben" },
    state: { from: "open", to: "solved" },
    tags: { from: ["a"], to: [] },
  };
  expect(activityLines(activity("conversation.changed", data), names)).toEqual([
    "Ana assigned Ben Okafor",
    "Ana set the state to Solved",
    "Ana removed the tags",
  ]);
});

it("tells what was joined, and who reads along", () => {
  const data = { joined: { from: null, to: "ABCD-1234" }, participants: { from: [], to: [{}] } };
  expect(activityLines(activity("conversation.changed", data), names)).toEqual([
    "Ana joined ABCD-1234 to this conversation",
    "Ana changed who is in copy",
  ]);
});

it("tells what is known of the customer from now on", () => {
  const data = {
    tier: { from: null, to: "gold" },
    company: { from: null, to: "Acme" },
    contact_fields: { from: { plan: null, seats: null }, to: { plan: "business", seats: 3 } },
  };
  expect(activityLines(activity("conversation.changed", data), names)).toEqual([
    "Ana set the customer's tier to gold",
    "Ana set the customer's company to Acme",
    "Ana set of the customer: plan business, seats 3",
  ]);
});

it("tells where a conversation was routed", () => {
  const data = { team: "billing", assignee: null, reasons: { team: "rule" } };
  expect(activityLines(activity("conversation.routed", data), names)).toEqual(["Routed to Team billing"]);
});

it("tells who took an offer, and who did not", () => {
  expect(activityLines(activity("offer.taken", { user_id: "ana" }), names)).toEqual(["Ana took it"]);
  expect(activityLines(activity("offer.lapsed", { user_id: "ben" }), names)).toEqual([
    "Ben Okafor did not take it in time",
  ]);
  expect(activityLines(activity("offer.lapsed", { passed: ["ben"] }), names)).toEqual([
    "Nobody else took it: it may go to Ben Okafor again",
  ]);
});

it("tells which promise was missed", () => {
  expect(activityLines(activity("clock.breached", { target: "first_response" }), names)).toEqual([
    "First response was missed",
  ]);
});

it("tells what a department owes, and who owes it now", () => {
  const data = { department: "warehouse", owner: { from: "ana", to: "ben" } };
  expect(activityLines(activity("request.breached", data), names)).toEqual([
    "Warehouse did not answer in time",
    "Ben Okafor owes the answer now",
  ]);
  expect(
    activityLines(activity("request.breached", { department: "warehouse", owner: "ana" }), names),
  ).toEqual(["Warehouse did not answer in time"]);
  expect(activityLines(activity("request.cancelled", data), names)).toEqual([
    "Ana needs no answer of Warehouse any more",
  ]);
});

it("still says something about what it does not know", () => {
  expect(activityLines(activity("survey.answered", {}), names)).toEqual(["survey answered"]);
});

it("tells who was notified, and of what", () => {
  const told = { ...activity("agent.notified", { users: ["ben"], teams: ["billing"] }), text: "Look." };
  expect(activityLines(told, names)).toEqual(["Ben Okafor, Team billing was notified: Look."]);
});

it("names a state of the desk's own", () => {
  const data = { state: { from: "open", to: "open" }, workspace_state: { from: null, to: "parts" } };
  const item = { name: "conversation.changed", author: { name: "Ana" }, data } as unknown as TimelineItem;
  expect(activityLines(item, names)).toContain("Ana set the state to Waiting for parts");
});

it("tells that an answer did not reach the customer, and what it was undone to", () => {
  const data = { delivery_problem: { from: null, to: "blocked" }, state: { from: "solved", to: "open" } };
  const lines = activityLines(activity("conversation.changed", data), names);
  expect(lines[0]).toBe("The customer was not reached: blocked");
  expect(lines).toHaveLength(2);
});

it("tells what made it tense, unless that was erased", () => {
  const data = { score: 65, playbook: "conflict", step: 1 };
  const reasons = [{ sign: "legal", points: 40, words: ["lawyer"] }];
  expect(activityLines(activity("tension.rose", { ...data, reasons }), names)).toEqual([
    "Tension is 65 of 100: legal threat",
    "Playbook conflict, step 1",
  ]);
  expect(activityLines(activity("tension.rose", data), names)[0]).toBe(
    "Tension is 65 of 100: why is not known any more",
  );
});
