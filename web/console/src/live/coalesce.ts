/** Make a burst of calls for the same key one call, `interval` ms after the first of them. */
export function coalesce(interval: number, action: (key: string) => void): (key: string) => void {
  const waiting = new Set<string>();
  return (key) => {
    if (waiting.has(key)) return;
    waiting.add(key);
    window.setTimeout(() => {
      waiting.delete(key);
      action(key);
    }, interval);
  };
}
