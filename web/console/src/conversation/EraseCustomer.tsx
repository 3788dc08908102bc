import { Button, Modal } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { body } from "../api/client";
import { useApi } from "../api/context";
import { describe } from "../api/problem";
import type { Contact } from "../api/types";
import { messages } from "../messages";

const { erasing: words } = messages;

/** Forgets a customer for good, once an admin has confirmed it; the server is asked until nothing is left. */
export function EraseCustomer({ contact }: { contact: Contact }) {
  const [isAsking, setAsking] = useState(false);
  const erase = useErase(contact.id);
  return (
    <>
      <Button size="xs" color="red" variant="subtle" onClick={() => setAsking(true)}>
        {words.open}
      </Button>
      <Modal opened={isAsking} onClose={() => setAsking(false)} title={words.title(contact.name)} centered>
        <p>{words.warning}</p>
        {erase.error && <p role="alert">{describe(erase.error)}</p>}
        <Button
          color="red"
          loading={erase.isPending}
          onClick={() => erase.mutate(undefined, { onSuccess: () => setAsking(false) })}
        >
          {words.confirm}
        </Button>
      </Modal>
    </>
  );
}

function useErase(contact_id: string) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const params = { path: { contact_id } };
      let isDone = false;
      while (!isDone) {
        isDone = (await body(api.POST("/v1/contacts/{contact_id}/erase", { params }))).is_done;
      }
    },
    onSuccess: () => queries.invalidateQueries(),
  });
}
