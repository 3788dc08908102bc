import type { Clock, Conversation } from "../api/types";
import { messages } from "../messages";
import { span } from "../shared/time";

export type ClockTone = "calm" | "soon" | "breached" | "still";

export interface ClockReading {
  tone: ClockTone;
  text: string;
}

const SOON_MS = 30 * 60_000;

/** The clock that matters most now: the running one that is due first. */
export function nextClock(clocks: Clock[]): Clock | undefined {
  const running = clocks.filter((clock) => clock.is_running);
  return running.sort((one, other) => one.due_at.localeCompare(other.due_at))[0];
}

/** What a clock says at a moment. */
export function readClock(clock: Clock, now: number): ClockReading {
  const left = Date.parse(clock.due_at) - now;
  if (!clock.is_running) {
    return clock.is_breached
      ? { tone: "breached", text: messages.clock.breached }
      : { tone: "still", text: messages.clock.stopped };
  }
  if (left <= 0) return { tone: "breached", text: messages.clock.overdue(span(-left)) };
  return { tone: left <= SOON_MS ? "soon" : "calm", text: messages.clock.left(span(left)) };
}

/** What a conversation's clock says, with a first response that was given in time told as such. */
export function readClockOf(
  conversation: Pick<Conversation, "first_response_at">,
  clock: Clock,
  now: number,
): ClockReading {
  const reading = readClock(clock, now);
  const isMet = clock.target === "first_response" && conversation.first_response_at !== null;
  return reading.tone === "still" && isMet ? { ...reading, text: messages.clock.met } : reading;
}
