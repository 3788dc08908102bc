import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { body } from "../api/client";
import { useApi } from "../api/context";
import type { ConversationChange } from "../api/types";

/** Choose conversations of a list, and change all of them at once. */
export function useBulk() {
  const api = useApi();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<readonly string[]>();
  const change = useMutation({
    mutationFn: (wanted: ConversationChange) => {
      const params = { header: { "Idempotency-Key": crypto.randomUUID() } };
      return body(
        api.POST("/v1/conversations/bulk", { params, body: { ids: [...(chosen ?? [])], change: wanted } }),
      );
    },
    onSuccess: ({ items }) => {
      setChosen(items.filter(({ problem }) => problem).map(({ id }) => id));
      return queries.invalidateQueries();
    },
  });
  return {
    chosen,
    change,
    start: () => setChosen([]),
    stop: () => {
      setChosen(undefined);
      change.reset();
    },
    toggle: (id: string) =>
      setChosen((now = []) => (now.includes(id) ? now.filter((each) => each !== id) : [...now, id])),
  };
}

export type Bulk = ReturnType<typeof useBulk>;
