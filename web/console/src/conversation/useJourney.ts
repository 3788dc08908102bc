import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body } from "../api/client";
import { useApi } from "../api/context";

/** All conversations of the matter that one is about. */
export function useJourney(conversation_id: string, version: number) {
  const api = useApi();
  const params = { path: { conversation_id } };
  const queryFn = () => body(api.GET("/v1/conversations/{conversation_id}/journey", { params }));
  return useQuery({ queryKey: ["journey", conversation_id, version], queryFn });
}

/** Make the text by which the customer goes on over another channel. */
export function useInvitation(conversation_id: string) {
  const api = useApi();
  const params = { path: { conversation_id } };
  return useMutation({
    mutationFn: () => body(api.POST("/v1/conversations/{conversation_id}/journey", { params })),
  });
}

/** Send a one-time code to another conversation's customer, and take what the customer here tells. */
export function useProof(conversation_id: string) {
  const api = useApi();
  const queries = useQueryClient();
  const ask = useMutation({
    mutationFn: (of: string) => {
      const params = { path: { conversation_id } };
      return body(api.POST("/v1/conversations/{conversation_id}/proofs", { params, body: { of } }));
    },
    onSuccess: ({ until }) => {
      if (until === null) return queries.invalidateQueries();
    },
  });
  const check = useMutation({
    mutationFn: (code: string) => {
      const params = { path: { conversation_id, other_id: ask.data?.of ?? "" } };
      const path = "/v1/conversations/{conversation_id}/proofs/{other_id}";
      return body(api.POST(path, { params, body: { code } }));
    },
    onSuccess: () => queries.invalidateQueries(),
  });
  return { ask, check };
}
