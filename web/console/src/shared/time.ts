import { messages } from "../messages";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const clockTime = new Intl.DateTimeFormat(messages.locale, { hour: "2-digit", minute: "2-digit" });
const weekday = new Intl.DateTimeFormat(messages.locale, { weekday: "short" });
const dayMonth = new Intl.DateTimeFormat(messages.locale, { day: "numeric", month: "short" });
const longDay = new Intl.DateTimeFormat(messages.locale, { weekday: "long", day: "numeric", month: "long" });
const full = new Intl.DateTimeFormat(messages.locale, { dateStyle: "medium", timeStyle: "short" });

/** A length of time in its two largest units: 45m, 2h 5m, 3d 4h. */
export function span(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / MINUTE));
  if (minutes < 60) return messages.time.minutes(minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return pair(messages.time.hours(hours), minutes % 60, messages.time.minutes);
  return pair(messages.time.days(Math.floor(hours / 24)), hours % 24, messages.time.hours);
}

function pair(first: string, rest: number, unit: (n: number) => string): string {
  return rest ? `${first} ${unit(rest)}` : first;
}

/** How long ago, as short as a list needs it. */
export function ago(instant: string, now: number): string {
  const at = new Date(instant);
  const elapsed = now - at.getTime();
  if (elapsed < MINUTE) return messages.time.now;
  if (elapsed < HOUR) return messages.time.minutes(Math.floor(elapsed / MINUTE));
  if (elapsed < DAY) return messages.time.hours(Math.floor(elapsed / HOUR));
  return elapsed < 6 * DAY ? weekday.format(at) : dayMonth.format(at);
}

/** The name of a day as a separator shows it. */
export function dayName(instant: string, now: number): string {
  const days = Math.round((midnight(now) - midnight(Date.parse(instant))) / DAY);
  if (days === 0) return messages.time.today;
  return days === 1 ? messages.time.yesterday : longDay.format(new Date(instant));
}

export function isSameDay(one: string, other: string): boolean {
  return midnight(Date.parse(one)) === midnight(Date.parse(other));
}

export const timeOfDay = (instant: string): string => clockTime.format(new Date(instant));
export const moment = (instant: string): string => full.format(new Date(instant));

function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
