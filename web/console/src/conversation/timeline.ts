import { type InfiniteData, type QueryClient, useInfiniteQuery } from "@tanstack/react-query";
import { type Api, body } from "../api/client";
import { useApi } from "../api/context";
import type { TimelineItem, TimelinePage } from "../api/types";

export type TimelineData = InfiniteData<TimelinePage, string | null>;

/** How many known items a catch-up reads again: clocks of several writers differ by a little. */
const OVERLAP = 10;

const key = (id: string) => ["timeline", id];

/** A conversation's items, oldest first; older pages on demand. */
export function useTimeline(id: string) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: key(id),
    queryFn: ({ pageParam }) => {
      const params = { path: { conversation_id: id }, query: pageParam ? { cursor: pageParam } : {} };
      return body(api.GET("/v1/conversations/{conversation_id}/timeline", { params }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    select: oldestFirst,
  });
}

export function oldestFirst({ pages }: Pick<TimelineData, "pages">): TimelineItem[] {
  return pages.flatMap((page) => page.items).toReversed();
}

/** Put news into what is known: a known item is replaced where it stands, a new one goes where its id sorts. */
export function withNews(data: TimelineData, news: TimelineItem[]): TimelineData {
  const fresh = new Map(news.map((item) => [item.id, item]));
  const pages = data.pages.map((page) => ({ ...page, items: page.items.map((item) => take(fresh, item)) }));
  const [newest, ...older] = pages;
  if (!newest) return data;
  const items = [...fresh.values(), ...newest.items].sort((one, other) => (one.id < other.id ? 1 : -1));
  return { ...data, pages: [{ ...newest, items }, ...older] };
}

function take(fresh: Map<string, TimelineItem>, known: TimelineItem): TimelineItem {
  const item = fresh.get(known.id) ?? known;
  fresh.delete(known.id);
  return item;
}

export function addToTimeline(queries: QueryClient, id: string, news: TimelineItem[]): void {
  queries.setQueryData<TimelineData>(key(id), (data) => data && withNews(data, news));
}

/** Fetch what a conversation's timeline got since it was read; one that is not on the screen only becomes stale. */
export async function catchUp(api: Api, queries: QueryClient, id: string): Promise<void> {
  const query = queries.getQueryCache().find<TimelineData>({ queryKey: key(id) });
  const after = query?.state.data?.pages[0]?.items.slice(0, OVERLAP).at(-1)?.id;
  if (!query?.isActive() || !after) {
    await queries.invalidateQueries({ queryKey: key(id) });
    return;
  }
  const params = { path: { conversation_id: id }, query: { after, limit: 100 } };
  const page = await body(api.GET("/v1/conversations/{conversation_id}/timeline", { params }));
  addToTimeline(queries, id, page.items);
  if (page.next) await queries.invalidateQueries({ queryKey: key(id) });
}
