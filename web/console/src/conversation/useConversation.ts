import { useQuery } from "@tanstack/react-query";
import { body } from "../api/client";
import { useApi } from "../api/context";

export function useConversation(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: ["conversation", id],
    queryFn: () =>
      body(api.GET("/v1/conversations/{conversation_id}", { params: { path: { conversation_id: id } } })),
  });
}
