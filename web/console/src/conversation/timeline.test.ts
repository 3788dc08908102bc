import { expect, it } from "vitest";
import type { TimelineItem } from "../api/types";
import { oldestFirst, type TimelineData, withNews } from "./timeline";

const item = (id: string, text = id) => ({ id, text }) as TimelineItem;
const data = (...pages: string[][]): TimelineData => ({
  pages: pages.map((ids) => ({ items: ids.map((id) => item(id)), next: null })),
  pageParams: pages.map(() => null),
});
const texts = (timeline: TimelineData) => oldestFirst(timeline).map(({ text }) => text);

it("adds what is new at the end", () => {
  expect(texts(withNews(data(["4", "3"], ["2", "1"]), [item("5"), item("6")]))).toEqual([
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
  ]);
});

it("replaces what it knows where it stands, in older pages too", () => {
  const news = [item("1", "edited"), item("4", "delivered")];
  expect(texts(withNews(data(["4", "3"], ["2", "1"]), news))).toEqual(["edited", "2", "3", "delivered"]);
});

it("puts an item that was written a little earlier where its id sorts", () => {
  expect(texts(withNews(data(["6", "4"]), [item("5")]))).toEqual(["4", "5", "6"]);
});

it("keeps one copy of what arrives twice", () => {
  expect(texts(withNews(withNews(data(["1"]), [item("2")]), [item("2")]))).toEqual(["1", "2"]);
});
