import { backoff } from "./backoff";

export type LiveState = "connecting" | "live" | "waiting";

/** What the desk pushes: something happened in a conversation, or its customer types. */
export interface LiveEvent {
  type: "timeline" | "typing";
  conversation_id: string;
  entry_id: string;
  name: string;
  at: string;
}

const KEEP_ALIVE_MS = 4 * 60_000;

export interface LiveOptions {
  /** Get the address of a socket, ticket included; called anew for every attempt. */
  address: () => Promise<string>;
  onEvent: (event: LiveEvent) => void;
  /** The socket is open; `isAgain` when there was one before, so that something may have been missed. */
  onOpen: (isAgain: boolean) => void;
  onState: (state: LiveState) => void;
  open?: (address: string) => WebSocket;
}

/** A WebSocket that comes back by itself. */
export class LiveConnection {
  private socket: WebSocket | null = null;
  private timer: number | undefined;
  private keepAlive: number | undefined;
  private attempt = 0;
  private wasOpen = false;
  private isStopped = true;
  private readonly options: LiveOptions;

  constructor(options: LiveOptions) {
    this.options = options;
  }

  start(): void {
    this.isStopped = false;
    window.addEventListener("online", this.hurry);
    void this.connect();
  }

  stop(): void {
    this.isStopped = true;
    window.removeEventListener("online", this.hurry);
    window.clearTimeout(this.timer);
    window.clearInterval(this.keepAlive);
    this.socket?.close();
  }

  private async connect(): Promise<void> {
    this.timer = undefined;
    this.options.onState("connecting");
    try {
      const address = await this.options.address();
      if (!this.isStopped) this.attach((this.options.open ?? ((url) => new WebSocket(url)))(address));
    } catch {
      this.wait();
    }
  }

  private attach(socket: WebSocket): void {
    this.socket = socket;
    socket.onopen = () => this.opened();
    socket.onmessage = (message) => this.receive(String(message.data));
    socket.onclose = () => this.wait();
  }

  private opened(): void {
    this.attempt = 0;
    this.options.onState("live");
    this.options.onOpen(this.wasOpen);
    this.wasOpen = true;
    this.keepAlive = window.setInterval(() => this.socket?.send('{"action":"ping"}'), KEEP_ALIVE_MS);
  }

  private receive(text: string): void {
    const event = parse(text);
    if (event?.type === "timeline" || event?.type === "typing") this.options.onEvent(event);
  }

  private wait(): void {
    window.clearInterval(this.keepAlive);
    if (this.isStopped) return;
    this.options.onState("waiting");
    this.timer = window.setTimeout(() => void this.connect(), backoff(this.attempt));
    this.attempt += 1;
  }

  /** The browser is online again: there is no point in waiting out the delay. */
  private hurry = (): void => {
    if (this.timer === undefined) return;
    window.clearTimeout(this.timer);
    this.attempt = 0;
    void this.connect();
  };
}

function parse(text: string): LiveEvent | null {
  try {
    return JSON.parse(text) as LiveEvent;
  } catch {
    return null;
  }
}
