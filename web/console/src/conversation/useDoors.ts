import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body } from "../api/client";
import { useApi } from "../api/context";
import type { Consent } from "../api/types";

/** Where a customer wrote from, the door used last first. */
export function useDoors(contact_id: string) {
  const api = useApi();
  const queryFn = async () => {
    const params = { path: { contact_id } };
    return (await body(api.GET("/v1/contacts/{contact_id}/doors", { params }))).items;
  };
  return useQuery({ queryKey: ["doors", contact_id], queryFn });
}

/** Keep whether a customer wants to be written to at an address. */
export function useConsent(contact_id: string) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wanted: Consent) => {
      const params = { path: { contact_id } };
      return body(api.POST("/v1/contacts/{contact_id}/consent", { params, body: wanted }));
    },
    onSuccess: () => queries.invalidateQueries(),
  });
}
