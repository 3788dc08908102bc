import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { body } from "../api/client";
import { useApi } from "../api/context";
import { describe } from "../api/problem";
import type { Sign } from "../api/types";
import { addToTimeline } from "./timeline";

export type Amendment = { text: string } | { sign: Sign } | "delete";

/** Changes a message that the customer has: another text, none, or a sign that is put to it. */
export function useAmend(id: string, messageId: string) {
  const api = useApi();
  const queries = useQueryClient();
  const params = { path: { conversation_id: id, message_id: messageId } };

  return useMutation({
    mutationFn: (wanted: Amendment) => {
      const path = "/v1/conversations/{conversation_id}/messages/{message_id}";
      if (wanted === "delete") return body(api.DELETE(path, { params }));
      if ("text" in wanted) return body(api.PATCH(path, { params, body: wanted }));
      return body(api.PUT(`${path}/reaction`, { params, body: wanted }));
    },
    onSuccess: (item) => addToTimeline(queries, id, [item]),
    onError: (error) => notifications.show({ color: "red", message: describe(error) }),
  });
}
