/** An object without the keys that have no value: schema.org knows no null. */
export function clean<T extends Record<string, unknown>>(record: T): T {
  const kept: Record<string, unknown> = {};
  for (const key of Object.keys(record)) if (record[key] !== undefined) kept[key] = record[key];
  return kept as T;
}
