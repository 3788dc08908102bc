import { messages } from "../messages";
import type { Problem } from "./types";

/** A refused or failed request, with the server's own words (RFC 9457). */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: Problem["errors"];

  constructor(problem: Pick<Problem, "status" | "code" | "detail" | "errors">) {
    super(problem.detail);
    this.name = "ProblemError";
    this.status = problem.status;
    this.code = problem.code;
    this.fields = problem.errors;
  }

  /** Whether asking again later may help. */
  get isRetriable(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export function unreachable(): ProblemError {
  return new ProblemError({
    status: 0,
    code: "unreachable",
    detail: messages.errors.unreachable,
    errors: [],
  });
}

/** Read a failed response; a body that is no problem document still makes a clear error. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const fallback = {
    status: response.status,
    code: "http",
    detail: messages.errors.http(response.status),
    errors: [],
  };
  try {
    const body: Partial<Problem> = await response.json();
    const given = { code: body.code, detail: body.detail || body.title, errors: body.errors };
    const known = Object.entries(given).filter(([, value]) => value);
    return new ProblemError({ ...fallback, ...Object.fromEntries(known) });
  } catch {
    return new ProblemError(fallback);
  }
}

export function describe(error: unknown): string {
  return error instanceof Error ? error.message : messages.errors.unknown;
}
