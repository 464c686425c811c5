/** One rule of a `_headers` file: a path, perhaps with one `*`, and what it sets or takes back. */
export interface HeaderRule {
  path: string;
  headers: { name: string; value: string | undefined }[];
}

/** Reads `_headers` as Cloudflare Pages and Netlify do. Throws on a line that such a host would not take. */
export function parseHeaderRules(text: string): HeaderRule[] {
  const rules: HeaderRule[] = [];
  for (const line of text.split("\n")) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const indented = /^\s+(!\s*)?([\w-]+)(?::\s*(.*))?$/.exec(line);
    if (/^\s/.test(line)) {
      const [, isTakenBack, name, value] = indented ?? [];
      const rule = rules.at(-1);
      if (!rule || !name || (isTakenBack === undefined) === (value === undefined || value === "")) {
        throw new Error(`_headers holds a line that no host takes: ${JSON.stringify(line)}`);
      }
      rule.headers.push({ name, value: isTakenBack ? undefined : value });
    } else {
      rules.push({ path: line.trim(), headers: [] });
    }
  }
  return rules;
}

/** The headers of one path: every rule that fits counts, in order; a header set twice is joined, one taken back goes. */
export function headersFor(rules: readonly HeaderRule[], path: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const rule of rules) {
    if (!isFit(rule.path, path)) continue;
    for (const { name, value } of rule.headers) {
      const key = name.toLowerCase();
      const before = headers.get(key);
      if (value === undefined) headers.delete(key);
      else headers.set(key, before === undefined ? value : `${before}, ${value}`);
    }
  }
  return headers;
}

function isFit(pattern: string, path: string): boolean {
  const [before = "", after] = pattern.split("*");
  if (after === undefined) return path === pattern;
  return path.length >= before.length + after.length && path.startsWith(before) && path.endsWith(after);
}
