import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { body } from "../api/client";
import { useApi } from "../api/context";
import type { Me, PresenceState } from "../api/types";
import type { Session } from "../auth/session";

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

/** Whoever has just signed in is at work. */
export function useArrival(session: Session): void {
  const { mutate } = useSetPresence();
  useEffect(() => {
    if (session.takeArrival()) mutate("online");
  }, [session, mutate]);
}
