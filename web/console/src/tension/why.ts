import type { Tension } from "../api/types";
import { messages } from "../messages";

type Reason = Pick<Tension["reasons"][number], "sign" | "words">;

/** What makes a conversation tense, in one line. */
export function why(reasons: Reason[]): string {
  return reasons.map(({ sign }) => messages.tension.signs[sign] ?? sign).join(", ");
}
