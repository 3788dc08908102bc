import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { body } from "../api/client";
import { useApi } from "../api/context";

/** Undo the join of a conversation. */
export function usePart(id: string) {
  const api = useApi();
  const queries = useQueryClient();

  return useMutation({
    mutationFn: () => {
      const params = { path: { conversation_id: id } };
      return body(api.DELETE("/v1/conversations/{conversation_id}/join", { params }));
    },
    onSuccess: () => queries.invalidateQueries(),
  });
}

/** Join a conversation into another one, and go there. */
export function useJoin(id: string) {
  const api = useApi();
  const queries = useQueryClient();
  const [, go] = useLocation();

  return useMutation({
    mutationFn: (into: string) => {
      const params = { path: { conversation_id: id } };
      return body(api.POST("/v1/conversations/{conversation_id}/join", { params, body: { into } }));
    },
    onSuccess: (view) => {
      void queries.invalidateQueries();
      go(`/views/all/${view.id}`);
    },
  });
}
