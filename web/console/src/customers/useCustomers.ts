import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { body } from "../api/client";
import { useApi } from "../api/context";

/** All customers page by page, the newest first, or those who wrote from an address. */
export function useCustomers(address: string) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ["customers", address],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) => {
      const query = { limit: 100, ...(address && { address }), ...(cursor && { cursor }) };
      return body(api.GET("/v1/contacts", { params: { query } }));
    },
    getNextPageParam: (page) => page.next ?? undefined,
    select: ({ pages }) => pages.flatMap(({ items }) => items).filter((each) => !each.merged_into),
  });
}

/** One customer, and what they wrote about over all channels. */
export function useCustomer(contact_id: string) {
  const api = useApi();
  const params = { path: { contact_id } };
  const customer = useQuery({
    queryKey: ["customer", contact_id],
    queryFn: () => body(api.GET("/v1/contacts/{contact_id}", { params })),
  });
  const conversations = useQuery({
    queryKey: ["history", contact_id, "all"],
    queryFn: () =>
      body(
        api.GET("/v1/contacts/{contact_id}/conversations", { params: { ...params, query: { limit: 100 } } }),
      ),
  });
  return { customer, conversations };
}
