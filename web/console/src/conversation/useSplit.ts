import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "wouter";
import { body } from "../api/client";
import { useApi } from "../api/context";

/** Choose messages of a conversation, let them go on in one of their own, and go there. */
export function useSplit(id: string) {
  const api = useApi();
  const queries = useQueryClient();
  const [, go] = useLocation();
  const [chosen, setChosen] = useState<readonly string[]>();

  const splitting = useMutation({
    mutationFn: (messages: readonly string[]) => {
      const params = { path: { conversation_id: id } };
      const wanted = { messages: [...messages], subject: "" };
      return body(api.POST("/v1/conversations/{conversation_id}/split", { params, body: wanted }));
    },
    onSuccess: (view) => {
      void queries.invalidateQueries();
      go(`/views/all/${view.id}`);
    },
  });

  return {
    chosen,
    isPending: splitting.isPending,
    error: splitting.error,
    start: () => setChosen([]),
    stop: () => setChosen(undefined),
    toggle: (message: string) =>
      setChosen((now = []) =>
        now.includes(message) ? now.filter((each) => each !== message) : [...now, message],
      ),
    split: () => splitting.mutate(chosen ?? []),
  };
}

export type Split = ReturnType<typeof useSplit>;
