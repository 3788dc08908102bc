import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body } from "../api/client";
import { useApi } from "../api/context";
import type { Setting } from "../api/types";

const MOST = 100;

/** All records of one part of the configuration, with the version that they were read at. */
export function useSettings(part: string) {
  const api = useApi();
  return useQuery({
    queryKey: ["settings", part],
    queryFn: async () => {
      const items: Setting[] = [];
      let cursor: string | undefined;
      for (;;) {
        const query = { limit: MOST, ...(cursor && { cursor }) };
        const page = await body(api.GET("/v1/settings/{part}", { params: { path: { part }, query } }));
        items.push(...page.items);
        if (!page.next) return { items, version: page.version };
        cursor = page.next;
      }
    },
  });
}

interface Wanted {
  id: string;
  record: Setting["record"];
  place?: number;
}

/** Keep a record, in a place of its list if one is named, on the version that is on the screen. */
export function useKeepSetting(part: string, version: number) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, record, place }: Wanted) => {
      const params = { path: { part, record_id: id }, header: { "If-Match": `"${version}"` } };
      const wanted = { record, place: place ?? null };
      return body(api.PUT("/v1/settings/{part}/{record_id}", { params, body: wanted }));
    },
    onSettled: () => queries.invalidateQueries(),
  });
}

/** Remove a record, on the version that is on the screen. */
export function useRemoveSetting(part: string, version: number) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => {
      const params = { path: { part, record_id: id }, header: { "If-Match": `"${version}"` } };
      return body(api.DELETE("/v1/settings/{part}/{record_id}", { params }));
    },
    onSettled: () => queries.invalidateQueries(),
  });
}

/** Try rules on what happened; nothing is written. */
export function useDryRun() {
  const api = useApi();
  return useMutation({
    mutationFn: (automations: Setting["record"][]) =>
      // the server says what is wrong with a rule that somebody writes
      body(api.POST("/v1/rules/dry-run", { body: { automations: automations as never, limit: MOST } })),
  });
}

/** Who changed what of the configuration, page by page, the newest first. */
export function useAudit() {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ["audit"],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      body(api.GET("/v1/audit", { params: { query: { limit: 50, ...(cursor && { cursor }) } } })),
    getNextPageParam: (page) => page.next ?? undefined,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
}
