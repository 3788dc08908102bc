import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { body } from "../api/client";
import { useApi } from "../api/context";
import { describe, ProblemError } from "../api/problem";
import type { ConversationChange, ConversationDetail } from "../api/types";
import { messages } from "../messages";

function tell(error: Error): void {
  const isStale = error instanceof ProblemError && error.status === 412;
  notifications.show({
    color: isStale ? "yellow" : "red",
    title: isStale ? messages.details.staleTitle : messages.details.failedTitle,
    message: isStale ? messages.details.stale : describe(error),
  });
}

/** Change a conversation, on the version that is on the screen; changes of one conversation go one after another. */
export function useChange(id: string) {
  const api = useApi();
  const queries = useQueryClient();
  const queryKey = ["conversation", id];
  const known = () => queries.getQueryData<ConversationDetail>(queryKey);

  return useMutation({
    scope: { id: `change:${id}` },
    mutationFn: (change: ConversationChange) => {
      const header = { "If-Match": `"${known()?.version ?? 0}"` };
      const params = { path: { conversation_id: id }, header };
      return body(api.PATCH("/v1/conversations/{conversation_id}", { params, body: change }));
    },
    onSuccess: (view) => {
      queries.setQueryData<ConversationDetail>(
        queryKey,
        (old) => old && { ...old, ...view, contact: old.contact },
      );
      void queries.invalidateQueries({ queryKey });
      void queries.invalidateQueries({ queryKey: ["conversations"] });
    },
    onError: (error) => {
      void queries.invalidateQueries({ queryKey });
      tell(error);
    },
  });
}
