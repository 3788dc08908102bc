const MORNING = 9;
const HOUR = 60 * 60_000;

/** The next day at nine, in the agent's own time zone. */
export function tomorrow(now: Date): string {
  return morning(now, 1);
}

/** The Monday after this day at nine, in the agent's own time zone. */
export function nextMonday(now: Date): string {
  return morning(now, (8 - now.getDay()) % 7 || 7);
}

export function inAnHour(now: Date): string {
  return new Date(now.getTime() + HOUR).toISOString();
}

/** A moment as a field for local time takes it. */
export function local(moment: string): string {
  const at = new Date(moment);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function morning(now: Date, days: number): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING).toISOString();
}
