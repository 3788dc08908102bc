import { useMutation, useQueryClient } from "@tanstack/react-query";
import { body } from "../api/client";
import { useApi } from "../api/context";
import type { Me, PresenceState } from "../api/types";

/** Say whether new conversations may come to the person who is signed in. */
export function useSetPresence() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (state: PresenceState) => body(api.PUT("/v1/me/presence", { body: { state } })),
    onSuccess: ({ state }) => {
      queries.setQueryData<Me>(["me"], (me) => me && { ...me, presence: state });
      void queries.invalidateQueries({ queryKey: ["me"] });
    },
  });
}
