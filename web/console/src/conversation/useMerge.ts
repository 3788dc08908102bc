import { useMutation, useQueryClient } from "@tanstack/react-query";
import { body } from "../api/client";
import { useApi } from "../api/context";

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
