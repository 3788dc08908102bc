import { beforeEach, expect, it } from "vitest";
import { Drafts } from "./drafts";

beforeEach(() => localStorage.clear());

it("keeps a draft for each conversation", () => {
  const drafts = new Drafts();
  drafts.write("A", { text: "Hello", type: "note" });
  drafts.write("B", { text: "Dear", type: "message" });
  expect(new Drafts().read("A")).toEqual({ text: "Hello", type: "note" });
  expect(new Drafts().read("B").text).toBe("Dear");
});

it("forgets a draft that was emptied", () => {
  const drafts = new Drafts();
  drafts.write("A", { text: "Hello", type: "message" });
  drafts.write("A", { text: "  ", type: "message" });
  expect(localStorage).toHaveLength(0);
});

it("begins anew when what is stored cannot be read", () => {
  localStorage.setItem("transom.draft.A", "{");
  expect(new Drafts().read("A")).toEqual({ text: "", type: "message" });
});

it("does not fail when the browser refuses to store", () => {
  const full = {
    getItem: () => null,
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
  };
  expect(() =>
    new Drafts(full as unknown as Storage).write("A", { text: "x", type: "message" }),
  ).not.toThrow();
});
