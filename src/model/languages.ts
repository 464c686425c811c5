import type { Outlet } from "../content/outlet-schema.ts";

export interface Language {
  /** BCP 47. */
  code: string;
  /** Its own name for itself. */
  name: string;
  /** For dates and digits. */
  locale: string;
  direction: "ltr" | "rtl";
  /** `` for the outlet's first language, `/hi` for another. */
  prefix: string;
  isFirst: boolean;
}

const rightToLeftScripts = new Set(["Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg", "Mand", "Samr"]);

/** The outlet's languages in its order; the first has no address prefix. */
export function languagesOf(outlet: Outlet): Language[] {
  return outlet.languages.map((entry, index) => ({
    code: entry.code,
    name: entry.name,
    locale: entry.locale ?? entry.code,
    direction: entry.direction ?? directionOf(entry.code),
    prefix: index === 0 ? "" : `/${entry.code.toLowerCase()}`,
    isFirst: index === 0,
  }));
}

function directionOf(code: string): "ltr" | "rtl" {
  const script = new Intl.Locale(code).maximize().script;
  return script && rightToLeftScripts.has(script) ? "rtl" : "ltr";
}
