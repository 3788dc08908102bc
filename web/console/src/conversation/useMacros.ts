import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body } from "../api/client";
import { useApi } from "../api/context";
import { describe } from "../api/problem";
import { messages } from "../messages";

/** The canned replies, as they would read in a conversation. */
export function useCannedReplies(id: string, isWanted: boolean) {
  const api = useApi();
  const path = { conversation_id: id };
  return useQuery({
    queryKey: ["canned-replies", id],
    enabled: isWanted,
    queryFn: async () =>
      (await body(api.GET("/v1/conversations/{conversation_id}/canned-replies", { params: { path } }))).items,
  });
}

/** The macros of the desk. */
export function useMacros(isWanted: boolean) {
  const api = useApi();
  const queryFn = async () => (await body(api.GET("/v1/macros"))).items;
  return useQuery({ queryKey: ["macros"], enabled: isWanted, queryFn });
}

/** Run a macro on the version that is on the screen, or show what it would do. */
export function useRunMacro(id: string, version: number) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ macro, preview }: { macro: string; preview: boolean }) => {
      const header = { "If-Match": `"${version}"` };
      const params = { path: { conversation_id: id, macro_id: macro }, header };
      return body(
        api.POST("/v1/conversations/{conversation_id}/macros/{macro_id}", { params, body: { preview } }),
      );
    },
    onSuccess: (_, { preview }) => {
      if (!preview) void queries.invalidateQueries();
    },
    onError: (error) => {
      void queries.invalidateQueries({ queryKey: ["conversation", id] });
      notifications.show({ color: "red", title: messages.composer.macroFailed, message: describe(error) });
    },
  });
}
