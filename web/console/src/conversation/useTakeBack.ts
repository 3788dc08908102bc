import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { body } from "../api/client";
import { useApi } from "../api/context";
import { describe } from "../api/problem";
import { addToTimeline } from "./timeline";

/** Take an answer back that has not left yet. */
export function useTakeBack(id: string) {
  const api = useApi();
  const queries = useQueryClient();

  return useMutation({
    mutationFn: (messageId: string) => {
      const params = { path: { conversation_id: id, message_id: messageId } };
      return body(api.DELETE("/v1/conversations/{conversation_id}/messages/{message_id}", { params }));
    },
    onSuccess: (item) => {
      addToTimeline(queries, id, [item]);
      void queries.invalidateQueries({ queryKey: ["conversation", id] });
    },
    onError: (error) => notifications.show({ color: "red", message: describe(error) }),
  });
}
