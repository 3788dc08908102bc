import { useQueryClient } from "@tanstack/react-query";
import { createContext, use, useEffect, useState } from "react";
import { body } from "../api/client";
import { useApi } from "../api/context";
import { catchUp } from "../conversation/timeline";
import { typingKey } from "../conversation/useTyping";
import { coalesce } from "./coalesce";
import { LiveConnection, type LiveState } from "./connection";

const LISTS_EVERY_MS = 600;
const CONVERSATION_EVERY_MS = 120;

const LiveContext = createContext<LiveState>("connecting");

export const useLiveState = (): LiveState => use(LiveContext);

/** Keeps what is on the screen as it is on the desk, for as long as it is mounted. */
export function LiveProvider({ children }: { children: React.ReactNode }) {
  const api = useApi();
  const queries = useQueryClient();
  const [state, setState] = useState<LiveState>("connecting");

  useEffect(() => {
    const refreshAll = coalesce(LISTS_EVERY_MS, (kind) => queries.invalidateQueries({ queryKey: [kind] }));
    const refreshOne = coalesce(CONVERSATION_EVERY_MS, (id) => {
      void queries.invalidateQueries({ queryKey: ["conversation", id] });
      void catchUp(api, queries, id);
    });
    const connection = new LiveConnection({
      address: async () => {
        const { ticket, url } = await body(api.POST("/v1/me/socket"));
        return `${url}?ticket=${encodeURIComponent(ticket)}`;
      },
      onEvent: (event) => {
        if (event.type === "typing") {
          queries.setQueryData(typingKey(event.conversation_id), Date.now());
          return;
        }
        if (event.name === "message.received")
          queries.removeQueries({ queryKey: typingKey(event.conversation_id) });
        if (event.name === "customer.introduced") {
          void queries.invalidateQueries({ queryKey: ["timeline", event.conversation_id] });
        }
        refreshAll("conversations");
        if (event.name.startsWith("request.")) refreshAll("owed");
        refreshOne(event.conversation_id);
        if (event.name === "agent.notified") refreshAll("notices");
      },
      onOpen: (isAgain) => {
        refreshAll("me"); // who has a console open may be online again
        if (!isAgain) return;
        refreshAll("conversations");
        refreshAll("notices");
        refreshAll("owed");
        for (const { queryKey } of queries.getQueryCache().findAll({ queryKey: ["timeline"] })) {
          refreshOne(String(queryKey[1]));
        }
      },
      onState: setState,
    });
    connection.start();
    return () => connection.stop();
  }, [api, queries]);

  return <LiveContext value={state}>{children}</LiveContext>;
}
