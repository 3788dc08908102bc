import { useDocumentVisibility } from "@mantine/hooks";
import { useEffect, useRef } from "react";
import { useApi } from "../api/context";
import type { TimelineItem } from "../api/types";

/** Lets a customer see that their newest message was read, once it is on a screen that somebody looks at. */
export function useReadMark(id: string, items: TimelineItem[] | undefined, isShown: boolean): void {
  const api = useApi();
  const isLookedAt = useDocumentVisibility() === "visible";
  const told = useRef<string | undefined>(undefined);
  const newest = items?.findLast((item) => item.name === "message.received")?.id;
  useEffect(() => {
    if (!(isShown && isLookedAt && newest) || told.current === newest) return;
    told.current = newest;
    const path = { conversation_id: id };
    // the customer misses a mark, and the agent nothing
    api
      .POST("/v1/conversations/{conversation_id}/read", { params: { path }, body: { message_id: newest } })
      .catch(() => undefined);
  }, [api, id, newest, isShown, isLookedAt]);
}
