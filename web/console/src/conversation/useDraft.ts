import { useEffect, useState } from "react";
import { type Draft, drafts } from "./drafts";

/** What is being written in a conversation; it survives leaving the page. */
export function useDraft(id: string): [Draft, (draft: Draft) => void] {
  const [draft, setDraft] = useState<Draft>(() => drafts.read(id));
  useEffect(() => drafts.write(id, draft), [id, draft]);
  return [draft, setDraft];
}
