import type { Config } from "../config";
import { refresh, SignInError, type Tokens } from "./cognito";

const KEY = "transom.refresh";
const MARGIN_MS = 60_000;

/** The signed-in person's tokens: the id token in memory, the refresh token for as long as the tab lives. */
export class Session {
  private tokens: Tokens | null = null;
  private refreshing: Promise<string | null> | null = null;
  private hasArrived = false;
  private readonly listeners = new Set<() => void>();
  private readonly auth: Config["auth"];
  private readonly storage: Storage;

  constructor(auth: Config["auth"], storage: Storage = sessionStorage) {
    this.auth = auth;
    this.storage = storage;
  }

  get isSignedIn(): boolean {
    return this.tokens !== null || this.storage.getItem(KEY) !== null;
  }

  start(tokens: Tokens): void {
    this.tokens = tokens;
    this.hasArrived = true;
    this.storage.setItem(KEY, tokens.refreshToken);
    this.tell();
  }

  end(): void {
    this.tokens = null;
    this.storage.removeItem(KEY);
    this.tell();
  }

  /** Whether someone has signed in since this was last asked; a reloaded page is no arrival. */
  takeArrival(): boolean {
    const hasArrived = this.hasArrived;
    this.hasArrived = false;
    return hasArrived;
  }

  /** A token that is good for another minute at least; many callers share one refresh. */
  async token(): Promise<string | null> {
    if (this.tokens && this.tokens.expiresAt - Date.now() > MARGIN_MS) return this.tokens.idToken;
    this.refreshing ??= this.renew().finally(() => {
      this.refreshing = null;
    });
    return this.refreshing;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private async renew(): Promise<string | null> {
    const refreshToken = this.storage.getItem(KEY);
    if (!refreshToken) return null;
    try {
      this.tokens = await refresh(this.auth, refreshToken);
    } catch (error) {
      if (error instanceof SignInError && error.code === "NotAuthorizedException") this.end();
      throw error;
    }
    this.storage.setItem(KEY, this.tokens.refreshToken);
    return this.tokens.idToken;
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
