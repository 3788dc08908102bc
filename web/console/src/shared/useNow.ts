import { useSyncExternalStore } from "react";

const TICK_MS = 15_000;

let present = Date.now();
let timer: number | undefined;
const listeners = new Set<() => void>();

function tick(): void {
  present = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    present = Date.now();
    timer = window.setInterval(tick, TICK_MS);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.clearInterval(timer);
  };
}

/** The present moment; all that show it tick together. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => present);
}
