import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";

const SHOWN_MS = 6000;

/** Where the time at which a customer was last seen typing is kept. */
export const typingKey = (id: string) => ["typing", id] as const;

/** Whether a conversation's customer is typing, as far as their provider tells. */
export function useTyping(id: string): boolean {
  const { data: since } = useQuery<number | null>({
    queryKey: typingKey(id),
    queryFn: () => null,
    enabled: false,
  });
  const [isOver, setOver] = useState(true);
  useEffect(() => {
    setOver(!since);
    const timer = since ? setTimeout(() => setOver(true), since + SHOWN_MS - Date.now()) : undefined;
    return () => clearTimeout(timer);
  }, [since]);
  return Boolean(since) && !isOver;
}
