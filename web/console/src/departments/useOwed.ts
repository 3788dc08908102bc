import { useInfiniteQuery } from "@tanstack/react-query";
import { body } from "../api/client";
import { useApi } from "../api/context";

const PAGE = 20;

/** What a department owes, the most urgent first, page by page. */
export function useOwed(department: string) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ["owed", department],
    queryFn: ({ pageParam }) => {
      const query = { limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) };
      const params = { path: { department_id: department }, query };
      return body(api.GET("/v1/departments/{department_id}/requests", { params }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    select: ({ pages }) => pages.flatMap((page) => page.items),
  });
}
