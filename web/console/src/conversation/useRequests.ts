import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body } from "../api/client";
import { useApi } from "../api/context";
import type { DepartmentRequest, NewRequest } from "../api/types";

/** What departments were asked about a conversation; each step makes another version of it. */
export function useRequests(id: string, version: number) {
  const api = useApi();
  const params = { path: { conversation_id: id } };
  return useQuery({
    queryKey: ["requests", id, version],
    placeholderData: (before) => before,
    queryFn: async () =>
      (await body(api.GET("/v1/conversations/{conversation_id}/requests", { params }))).items,
  });
}

/** Ask a department; trying again asks it once. */
export function useAsk(id: string) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ key, ...asked }: NewRequest & { key: string }) => {
      const params = { path: { conversation_id: id }, header: { "Idempotency-Key": key } };
      return body(api.POST("/v1/conversations/{conversation_id}/requests", { params, body: asked }));
    },
    onSuccess: () => queries.invalidateQueries(),
  });
}

export type Step = { kind: "answer" | "ask" | "cancel"; text: string; key: string } | { kind: "reassign" };

/** Answer a request, ask it again, take it back, or hand it to its backup, as it stands on the screen. */
export function useStep({ id, conversation, version }: DepartmentRequest) {
  const api = useApi();
  const queries = useQueryClient();
  const path = { conversation_id: conversation.id, request_id: id };
  const match = { "If-Match": `"${version}"` };
  return useMutation({
    mutationFn: (step: Step) => {
      switch (step.kind) {
        case "ask": {
          const params = { path, header: { "Idempotency-Key": step.key } };
          const said = { params, body: { text: step.text } };
          return body(api.POST("/v1/conversations/{conversation_id}/requests/{request_id}/ask", said));
        }
        case "answer": {
          const params = { path, header: { "Idempotency-Key": step.key, ...match } };
          const said = { params, body: { text: step.text } };
          return body(api.POST("/v1/conversations/{conversation_id}/requests/{request_id}/answer", said));
        }
        case "cancel": {
          const why = { params: { path, header: match }, body: { reason: step.text } };
          return body(api.POST("/v1/conversations/{conversation_id}/requests/{request_id}/cancel", why));
        }
        case "reassign": {
          const toBackup = { params: { path, header: match }, body: {} };
          return body(
            api.POST("/v1/conversations/{conversation_id}/requests/{request_id}/reassign", toBackup),
          );
        }
      }
    },
    onSettled: () => queries.invalidateQueries(),
  });
}
