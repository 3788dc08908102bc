import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body } from "../api/client";
import { useApi } from "../api/context";

const KEY = ["quarantine"];

/** What waits to be understood, the newest first. */
export function useQuarantine() {
  const api = useApi();
  const queryFn = async () =>
    (await body(api.GET("/v1/quarantine", { params: { query: { limit: 100 } } }))).items;
  return useQuery({ queryKey: KEY, queryFn });
}

/** The hours in which mail came, the newest first. */
export function useMailCounts() {
  const api = useApi();
  const queryFn = async () =>
    (await body(api.GET("/v1/mail-counts", { params: { query: { limit: 48 } } }))).items;
  return useQuery({ queryKey: ["mail-counts"], queryFn });
}

/** Let something in, or let it go. */
export function useDecision(id: string) {
  const api = useApi();
  const queries = useQueryClient();
  const params = { path: { quarantined_id: id } };
  return useMutation({
    mutationFn: (isLetIn: boolean) =>
      isLetIn
        ? body(api.POST("/v1/quarantine/{quarantined_id}/retry", { params }))
        : body(api.DELETE("/v1/quarantine/{quarantined_id}", { params })),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}
