import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { body } from "../api/client";
import { useApi } from "../api/context";
import { describe, ProblemError } from "../api/problem";
import type { Contact, ContactChange } from "../api/types";

/** Change a customer, on the version that is on the screen. */
export function useContactChange({ id, version }: Contact, conversation: string) {
  const api = useApi();
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: (wanted: ContactChange) => {
      const params = { path: { contact_id: id }, header: { "If-Match": `"${version}"` } };
      return body(api.PATCH("/v1/contacts/{contact_id}", { params, body: wanted }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["conversation", conversation] }),
    onError: (error) => {
      notifications.show({ color: "red", message: describe(error) });
      void queries.invalidateQueries({ queryKey: ["conversation", conversation] });
    },
  });
  const { error } = change;
  const told = error instanceof ProblemError ? error.fields : [];
  const problems: Record<string, string> = Object.fromEntries(told.map((each) => [each.field, each.message]));
  return { save: change.mutate, isPending: change.isPending, problems };
}
