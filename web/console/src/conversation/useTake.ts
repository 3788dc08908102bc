import { useMutation, useQueryClient } from "@tanstack/react-query";
import { body } from "../api/client";
import { useApi } from "../api/context";

/** Take a conversation that is offered to the caller, or that waits for anybody. */
export function useTake(id: string) {
  const api = useApi();
  const queries = useQueryClient();

  return useMutation({
    mutationFn: () => {
      const params = { path: { conversation_id: id } };
      return body(api.POST("/v1/conversations/{conversation_id}/take", { params }));
    },
    onSuccess: () => void queries.invalidateQueries(),
  });
}
