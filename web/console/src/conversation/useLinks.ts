import { useMutation, useQueryClient } from "@tanstack/react-query";
import { body } from "../api/client";
import { useApi } from "../api/context";
import type { NewLink } from "../api/types";

/** Link a conversation with another one. */
export function useLink(id: string) {
  const api = useApi();
  const queries = useQueryClient();
  const params = { path: { conversation_id: id } };
  return useMutation({
    mutationFn: (link: NewLink) =>
      body(api.POST("/v1/conversations/{conversation_id}/links", { params, body: link })),
    onSuccess: () => queries.invalidateQueries(),
  });
}

/** Remove the link between a conversation and another one. */
export function useUnlink(id: string) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (other: string) => {
      const params = { path: { conversation_id: id, other_id: other } };
      return body(api.DELETE("/v1/conversations/{conversation_id}/links/{other_id}", { params }));
    },
    onSuccess: () => queries.invalidateQueries(),
  });
}

/** Answer and solve a parent's open children; trying again with the same key answers none of them twice. */
export function useSolveChildren(id: string) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ key, text }: { key: string; text: string }) => {
      const params = { path: { conversation_id: id }, header: { "Idempotency-Key": key } };
      const path = "/v1/conversations/{conversation_id}/children/solve";
      return body(api.POST(path, { params, body: { text } }));
    },
    onSuccess: () => queries.invalidateQueries(),
  });
}
