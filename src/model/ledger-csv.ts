import { isoMoment, type Moment } from "../base/dates.ts";
import type { LedgerLine, LedgerReport } from "./ledger.ts";

type Column = { name: string; cell: (line: LedgerLine, at: (moment: Moment | undefined) => string) => string };

const columns: readonly Column[] = [
  { name: "Photo", cell: ({ photo }) => photo },
  { name: "Credit", cell: ({ credit }) => credit },
  { name: "Creator", cell: ({ creator }) => creator.join("; ") },
  { name: "Supplier reference", cell: ({ supplierRef = "" }) => supplierRef },
  { name: "Agency", cell: ({ agency = "" }) => agency },
  { name: "Story", cell: ({ story }) => story },
  { name: "Headline", cell: ({ headline }) => headline },
  { name: "Address", cell: ({ address }) => address },
  { name: "Language", cell: ({ language }) => language },
  { name: "Placement", cell: ({ placement }) => placement },
  { name: "From", cell: ({ from }, at) => at(from) },
  { name: "Until", cell: ({ until }, at) => at(until) },
  { name: "Ended by", cell: ({ ending = "" }) => ending },
];

/**
 * The ledger's lines as a table that Excel and LibreOffice open with a double click: UTF-8 with its mark, RFC 4180, moments as
 * `2026-10-01 19:30:00` in the outlet's zone, which both take for dates. Pure.
 */
export function ledgerCsv({ ledger, outlet }: LedgerReport): string {
  const at = (moment: Moment | undefined) =>
    moment === undefined ? "" : isoMoment(moment, outlet.timeZone).slice(0, 19).replace("T", " ");
  const header = columns.map(({ name }) => (/^(?:From|Until)$/.test(name) ? `${name} (${outlet.timeZone})` : name));
  const rows = ledger.lines.map((line) => columns.map(({ cell }) => cell(line, at)));
  return `\ufeff${[header, ...rows].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("")}`;
}

/**
 * One cell. What a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection), the full-width
 * forms too, which some versions read alike.
 */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
