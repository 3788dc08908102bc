import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { body } from "../api/client";
import { useApi } from "../api/context";
import { describe, ProblemError } from "../api/problem";
import type { Contact, ContactChange, ConversationDetail } from "../api/types";

/** Change a customer, on the version that is on the screen; changes of one customer go one after another. */
export function useContactChange({ id }: Contact, conversation: string) {
  const api = useApi();
  const queries = useQueryClient();
  const queryKey = ["conversation", conversation];
  const known = () => queries.getQueryData<ConversationDetail>(queryKey)?.contact;
  const change = useMutation({
    scope: { id: `contact:${id}` },
    mutationFn: (wanted: ContactChange) => {
      const params = { path: { contact_id: id }, header: { "If-Match": `"${known()?.version ?? 0}"` } };
      return body(api.PATCH("/v1/contacts/{contact_id}", { params, body: wanted }));
    },
    onSuccess: (contact) => {
      queries.setQueryData<ConversationDetail>(queryKey, (old) => old && { ...old, contact });
      void queries.invalidateQueries({ queryKey });
    },
    onError: (error) => {
      notifications.show({ color: "red", message: describe(error) });
      void queries.invalidateQueries({ queryKey });
    },
  });
  const { error } = change;
  const told = error instanceof ProblemError ? error.fields : [];
  const problems: Record<string, string> = Object.fromEntries(told.map((each) => [each.field, each.message]));
  return { save: change.mutate, isPending: change.isPending, problems };
}
