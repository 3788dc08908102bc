/** What the console is told at run time, so that one build serves every desk. */
export interface Config {
  /** Where the API is: a path on this origin or a whole address, ending in `/v1`. */
  api: string;
  websocket: string;
  auth: { endpoint: string; clientId: string };
  brand: string;
}

export async function loadConfig(): Promise<Config> {
  const response = await fetch("/config.json", { cache: "no-store" });
  if (!response.ok) throw new Error(`/config.json answered ${response.status}`);
  return (await response.json()) as Config;
}
