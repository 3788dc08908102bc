import createClient, { type Client, type Middleware } from "openapi-fetch";
import { problemOf, unreachable } from "./problem";
import type { paths } from "./schema";

export type Api = Client<paths>;

export interface Credentials {
  /** A token that is good now, or null when nobody is signed in. */
  token(): Promise<string | null>;
  /** The desk refused the token: whoever holds it must sign in again. */
  refused(): void;
}

function guard(credentials: Credentials): Middleware {
  return {
    async onRequest({ request }) {
      const token = await credentials.token();
      if (token) request.headers.set("Authorization", `Bearer ${token}`);
      return request;
    },
    async onResponse({ response }) {
      if (response.ok) return;
      if (response.status === 401) credentials.refused();
      throw await problemOf(response);
    },
    onError: () => unreachable(),
  };
}

/** Make the typed client; every answer but a success is thrown as a `ProblemError`. */
export function createApi(base: string, credentials: Credentials): Api {
  const api = createClient<paths>({ baseUrl: base.replace(/\/v1\/?$/, "") });
  api.use(guard(credentials));
  return api;
}

/** The body of an answer that `guard` has let through. */
export async function body<T>(answer: Promise<{ data?: T }>): Promise<T> {
  const { data } = await answer;
  if (data === undefined) throw unreachable();
  return data;
}
