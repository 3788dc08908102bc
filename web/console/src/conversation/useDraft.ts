import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { body } from "../api/client";
import { useApi } from "../api/context";
import type { Writer } from "../api/types";
import { type Draft, drafts } from "./drafts";

const REST_MS = 1500;
const LONGEST_MS = 5000;
const ASKED_MS = 20_000;

interface Writing {
  draft: Draft;
  setDraft: (draft: Draft) => void;
  /** Colleagues who are writing here, too. */
  others: Writer[];
}

/** What is being written in a conversation: kept in this browser at once, and on the server for other devices. */
export function useDraft(id: string): Writing {
  const api = useApi();
  const [draft, setDraft] = useState<Draft>(() => drafts.read(id));
  const [isTouched, setTouched] = useState(false);
  const saved = useRef<string | null>(null);
  const unsavedSince = useRef(0);
  const params = { path: { conversation_id: id } };
  const known = useQuery({
    queryKey: ["draft", id],
    queryFn: () => body(api.GET("/v1/conversations/{conversation_id}/draft", { params })),
    refetchInterval: ASKED_MS,
    gcTime: 0, // what was sent meanwhile must not come back
  });

  const mine = known.data?.mine;
  useEffect(() => {
    if (!mine || isTouched || draft.text.trim()) return;
    saved.current = mine.text;
    setDraft({ text: mine.text, type: mine.type, answered: mine.answered ?? undefined });
  }, [mine, isTouched, draft.text]);

  useEffect(() => drafts.write(id, draft), [id, draft]);
  useEffect(() => {
    if (!isTouched || draft.text === saved.current) return;
    // who writes on and on is seen to be writing, by colleagues and, where it can be shown, by the customer
    unsavedSince.current ||= Date.now();
    const wait = Math.max(0, Math.min(REST_MS, unsavedSince.current + LONGEST_MS - Date.now()));
    const timer = setTimeout(() => {
      saved.current = draft.text;
      unsavedSince.current = 0;
      const { text, type, answered } = draft;
      const wanted = { text, type, answered: answered ?? null };
      const path = { conversation_id: id };
      // what cannot be saved there is in this browser still
      api.PUT("/v1/conversations/{conversation_id}/draft", { params: { path }, body: wanted }).catch(() => {
        saved.current = null;
      });
    }, wait);
    return () => clearTimeout(timer);
  }, [api, id, draft, isTouched]);

  const write = (next: Draft) => {
    setTouched(true);
    setDraft(next);
  };
  return { draft, setDraft: write, others: known.data?.others ?? [] };
}
