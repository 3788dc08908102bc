import { useMutation, useMutationState, useQueryClient } from "@tanstack/react-query";
import { body } from "../api/client";
import { useApi } from "../api/context";
import type { NewTemplate } from "../api/types";
import type { Extras } from "./extras";
import { addToTimeline } from "./timeline";

/** A message on its way to the desk; sent again under the same key, it is still one message. */
export interface Outgoing {
  key: string;
  type: "message" | "note";
  text: string;
  attachments: { id: string; name: string }[];
  extras: Extras;
  /** What it is sent as, if not as its text. */
  template?: NewTemplate | undefined;
  replyTo: string | undefined;
  at: string;
  /** The door that it leaves by, if not the one used last. */
  door?: { channel: string; connection: string; address: string } | undefined;
  /** When it leaves, if not at once. */
  sendAt: string | undefined;
}

export interface Pending {
  outgoing: Outgoing;
  hasFailed: boolean;
  reason: string | undefined;
}

const mutationKey = (id: string) => ["send", id];

/** Send a message; those of one conversation leave one after another, and one that failed is kept. */
export function useSend(id: string) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationKey: mutationKey(id),
    scope: { id: `send:${id}` },
    gcTime: Number.POSITIVE_INFINITY,
    mutationFn: ({ key, type, text, attachments, extras, template, replyTo, sendAt, door }: Outgoing) => {
      const params = { path: { conversation_id: id }, header: { "Idempotency-Key": key } };
      const content = {
        type,
        text: template ? "" : text,
        attachments: attachments.map((file) => file.id),
        place: extras.place ?? null,
        cards: extras.cards,
        template: template ?? null,
        reply_to: replyTo ?? null,
        send_at: sendAt ?? null,
        door: door ?? null,
      };
      return body(api.POST("/v1/conversations/{conversation_id}/messages", { params, body: content }));
    },
    onSuccess: (item) => {
      addToTimeline(queries, id, [item]);
      void queries.invalidateQueries({ queryKey: ["conversation", id] });
      void queries.invalidateQueries({ queryKey: ["conversations"] });
    },
  });
}

/** The messages that are on their way, or could not be sent. */
export function usePending(id: string): Pending[] {
  return useMutationState({
    filters: { mutationKey: mutationKey(id), predicate: ({ state }) => state.status !== "success" },
    select: ({ state }) => ({
      outgoing: state.variables as Outgoing,
      hasFailed: state.status === "error",
      reason: state.error?.message,
    }),
  });
}

/** Take a message that could not be sent off the screen. */
export function useDiscard(id: string): (key: string) => void {
  const queries = useQueryClient();
  return (key) => {
    const cache = queries.getMutationCache();
    const isIt = ({ state }: { state: { variables?: unknown } }) =>
      (state.variables as Outgoing)?.key === key;
    for (const mutation of cache.findAll({ mutationKey: mutationKey(id), predicate: isIt }))
      cache.remove(mutation);
  };
}
