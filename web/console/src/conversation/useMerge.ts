import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body } from "../api/client";
import { useApi } from "../api/context";
import type { Alike } from "../api/types";

const LONGEST_REASON = 500;

/** Make the customer of another conversation the same as this one. */
export function useMerge(into: string) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ code, reason }: { code: string; reason: string }) => {
      const conversation_id = code.replace(/[^0-9a-z]/gi, "").toUpperCase();
      const params = { path: { conversation_id } };
      const other = await body(api.GET("/v1/conversations/{conversation_id}", { params }));
      const path = { contact_id: other.contact.id };
      return body(api.POST("/v1/contacts/{contact_id}/merge", { params: { path }, body: { into, reason } }));
    },
    onSuccess: () => queries.invalidateQueries(),
  });
}

/** Customers who may be the same person as this one. */
export function useAlike(contact_id: string) {
  const api = useApi();
  const queryFn = async () => {
    const params = { path: { contact_id } };
    return (await body(api.GET("/v1/contacts/{contact_id}/alike", { params }))).items;
  };
  return useQuery({ queryKey: ["alike", contact_id], queryFn });
}

/** Make a customer who may be the same person one with this one, for the reasons that were found. */
export function useTakeAlike(into: string) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reasons }: Alike) => {
      const params = { path: { contact_id: id } };
      const reason = reasons.join("; ").slice(0, LONGEST_REASON);
      return body(api.POST("/v1/contacts/{contact_id}/merge", { params, body: { into, reason } }));
    },
    onSuccess: () => queries.invalidateQueries(),
  });
}

/** Make a merged contact a customer of its own again. */
export function useUnmerge() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (contact_id: string) =>
      body(api.DELETE("/v1/contacts/{contact_id}/merge", { params: { path: { contact_id } } })),
    onSuccess: () => queries.invalidateQueries(),
  });
}
