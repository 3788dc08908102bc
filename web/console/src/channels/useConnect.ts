import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body } from "../api/client";
import { useApi } from "../api/context";
import type { ChannelChange, NewChannel, TrialMessage } from "../api/types";

/** The channels that can be connected, with the fields that each needs. */
export function useChannelKinds(isWanted: boolean) {
  const api = useApi();
  const queryFn = async () => (await body(api.GET("/v1/channel-kinds"))).items;
  return useQuery({ queryKey: ["channel-kinds"], queryFn, enabled: isWanted, staleTime: Infinity });
}

export function useConnect() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (channel: NewChannel) => body(api.POST("/v1/channels", { body: channel })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["channels"] }),
  });
}

export function useChangeChannel(id: string) {
  const api = useApi();
  const queries = useQueryClient();
  const params = { path: { channel_id: id } };
  return useMutation({
    mutationFn: (change: ChannelChange) =>
      body(api.PATCH("/v1/channels/{channel_id}", { params, body: change })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["channels"] }),
  });
}

export function useTrial(id: string) {
  const api = useApi();
  const params = { path: { channel_id: id } };
  return useMutation({
    mutationFn: (trial: TrialMessage) =>
      body(api.POST("/v1/channels/{channel_id}/test", { params, body: trial })),
  });
}
