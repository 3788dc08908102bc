import { useInfiniteQuery } from "@tanstack/react-query";
import { body } from "../api/client";
import { useApi } from "../api/context";
import type { View } from "./views";

const PAGE = 30;

/** The conversations of a view, page by page. */
export function useConversations(view: View, channel: string | null) {
  const api = useApi();
  const filter = { ...view.filter, ...(channel ? { channel } : {}) };
  return useInfiniteQuery({
    queryKey: ["conversations", filter],
    queryFn: ({ pageParam }) => {
      const query = { ...filter, limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) };
      return body(api.GET("/v1/conversations", { params: { query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    select: ({ pages }) => pages.flatMap((page) => page.items).filter(view.shows),
  });
}
