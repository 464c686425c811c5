/** What a date in another form probably means is only hinted at: 4/5/2025 is two different days. */
export function dateHint(value: string): { expected: string; hint?: string } {
  const expected = "2025-05-10T19:30";
  if (/^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}/.test(value))
    return { expected, hint: "Write the year first, with hyphens: 2025-05-10." };
  if (/^\d{4}-\d{1,2}-\d{1,2}[T\s]+\d{1,2}:\d{2}(?::\d{2})?\s*[^\d\s:.,+-]/i.test(value))
    return { expected, hint: "Write hours from 0 to 23, then nothing, or an offset such as +05:30." };
  if (/^\d{4}-\d{1,2}-\d{1,2}/.test(value))
    return { expected, hint: "There is no such day or hour; check the month's length and the clock." };
  return { expected, hint: "Write year-month-day, a `T`, hours and minutes." };
}
