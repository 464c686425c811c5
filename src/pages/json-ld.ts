/** An object without the keys that have no value: schema.org knows no null. */
export function clean<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}
