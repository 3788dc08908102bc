import { useQuery } from "@tanstack/react-query";
import { body } from "../api/client";
import { useApi } from "../api/context";

/** Where a customer wrote from, the door used last first. */
export function useDoors(contact_id: string) {
  const api = useApi();
  const queryFn = async () => {
    const params = { path: { contact_id } };
    return (await body(api.GET("/v1/contacts/{contact_id}/doors", { params }))).items;
  };
  return useQuery({ queryKey: ["doors", contact_id], queryFn });
}
