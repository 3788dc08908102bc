import { useQuery } from "@tanstack/react-query";
import { body } from "../api/client";
import { useApi } from "../api/context";

const FRESH_MS = 300_000;

/** The templates that the provider of a connection has approved. */
export function useTemplates(connection: string, isWanted: boolean) {
  const api = useApi();
  const params = { path: { channel_id: connection } };
  return useQuery({
    queryKey: ["templates", connection],
    enabled: isWanted,
    staleTime: FRESH_MS,
    retry: false,
    queryFn: async () => (await body(api.GET("/v1/channels/{channel_id}/templates", { params }))).items,
  });
}
