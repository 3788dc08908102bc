import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { body } from "../api/client";
import { useApi } from "../api/context";
import type { Company, NewCompany } from "../api/types";

const KEY = ["companies"];

/** All companies, page by page, the newest first. */
export function useCompanies() {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: KEY,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      body(api.GET("/v1/companies", { params: { query: { limit: 100, ...(cursor && { cursor }) } } })),
    getNextPageParam: (page) => page.next ?? undefined,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
}

/** Keep a company: a new one, or a known one as it is wanted now. */
export function useKeepCompany(known: Company | undefined) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wanted: NewCompany) => {
      if (!known) return body(api.POST("/v1/companies", { body: wanted }));
      const params = { path: { company_id: known.id }, header: { "If-Match": `"${known.version}"` } };
      return body(api.PUT("/v1/companies/{company_id}", { params, body: wanted }));
    },
    onSuccess: () => queries.invalidateQueries(),
  });
}
