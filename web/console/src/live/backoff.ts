const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** How long to wait before attempt `n` (from 0): doubling, capped, and spread so that consoles do not return as one. */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return Math.round(ceiling * (0.5 + random() / 2));
}
