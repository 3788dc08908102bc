/** A record without what says nothing: nulls, and texts, lists and groups that are empty. */
export function lean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lean);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).map(([name, each]) => [name, lean(each)] as const);
  return Object.fromEntries(kept.filter(([, each]) => !isEmpty(each)));
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** Where two records differ, field by field. */
export function differences(
  before: unknown,
  after: unknown,
): [field: string, before: string, after: string][] {
  const [old, now] = [fields(before), fields(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return names
    .map((name): [string, string, string] => [name, old[name] ?? "", now[name] ?? ""])
    .filter(([, one, other]) => one !== other);
}

function fields(record: unknown): Record<string, string> {
  const known = lean(record ?? {});
  if (typeof known !== "object" || known === null) return {};
  return Object.fromEntries(
    Object.entries(known).map(([name, value]) => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}
