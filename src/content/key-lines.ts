/** The line of a key, or of the nearest one around it. */
export function lineOf(lines: Readonly<Record<string, number>>, key: string): number {
  for (let inner = key; inner !== ""; inner = inner.slice(0, Math.max(0, inner.lastIndexOf(".")))) {
    const line = lines[inner];
    if (line !== undefined) return line;
  }
  return 1;
}
