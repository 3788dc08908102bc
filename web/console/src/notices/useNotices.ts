import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body } from "../api/client";
import { useApi } from "../api/context";
import type { NoticePage } from "../api/types";

const KEY = ["notices"];
const SHOWN = 20;

/** What the caller and their teams were notified of, the newest first. */
export function useNotices() {
  const api = useApi();
  return useQuery({
    queryKey: KEY,
    queryFn: () => body(api.GET("/v1/me/notifications", { params: { query: { limit: SHOWN } } })),
  });
}

/** Mark some as read, or all up to the newest one. */
export function useReadNotices() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (read: { ids: string[] } | { until: string }) =>
      body(api.POST("/v1/me/notifications/read", { body: { ids: [], ...read } })),
    onMutate: (read) => queries.setQueryData<NoticePage>(KEY, (page) => page && marked(page, read)),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

/** A page as it is once these are read. */
export function marked(page: NoticePage, read: { ids: string[] } | { until: string }): NoticePage {
  const covers = (id: string) => ("until" in read ? id <= read.until : read.ids.includes(id));
  const fresh = page.items.filter(({ id, is_read }) => !is_read && covers(id)).length;
  const items = page.items.map((item) => (covers(item.id) ? { ...item, is_read: true } : item));
  return { ...page, items, unread: "until" in read ? 0 : page.unread - fresh };
}
