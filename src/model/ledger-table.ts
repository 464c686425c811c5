import { isoMoment, type Moment } from "../base/dates.ts";
import { clip, count } from "../base/text.ts";
import { inLanguage } from "../content/schema-parts.ts";
import type { AgencyTotal, LedgerLine, LedgerReport } from "./ledger.ts";

/** The ledger for people: by agency, each use with its time, then the totals and what they rest on. Pure. */
export function ledgerTable(report: LedgerReport): string {
  const { ledger, outlet, from, to } = report;
  const parts = [
    `Photos used by ${outlet.name} from ${from} to ${to} (${outlet.timeZone})`,
    ...ledger.agencies.map((total) =>
      [
        nameOf(total, report),
        ...ledger.lines.filter(({ agency }) => agency === total.agency).map((line) => entry(line, outlet.timeZone)),
      ].join("\n"),
    ),
    totals(report),
    report.notes.join("\n"),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** The totals alone, for beside a CSV file. */
export function ledgerTotals(report: LedgerReport): string {
  return `${totals(report)}\n\n${report.notes.join("\n")}\n`;
}

function entry({ photo, credit, placement, headline, address, ...line }: LedgerLine, zone: string): string {
  const at = (moment: Moment) => isoMoment(moment, zone).slice(0, 16).replace("T", " ");
  const end = line.until === undefined ? "still there" : `${at(line.until)}${line.ending ? ` (${line.ending})` : ""}`;
  return `  ${at(line.from)} – ${end}  ${placement}  ${photo}\n      ${clip(credit, 80)} · ${clip(headline, 80)}\n      ${address}`;
}

function nameOf({ agency }: AgencyTotal, { agencies }: LedgerReport): string {
  if (agency === undefined) return "No agency";
  const name = inLanguage(agencies[agency]?.name, "en") ?? agency;
  return name.toLowerCase() === agency.toLowerCase() ? name : `${name} (${agency})`;
}

// Numbers come first, so that names of any script and width need no padding.
function totals(report: LedgerReport): string {
  const { agencies, total } = report.ledger;
  if (total.uses === 0) return "No photo was in use.";
  const row = (each: AgencyTotal, name: string) =>
    `${[each.uses, each.begun, each.photos, each.stories].map((figure) => String(figure).padStart(8)).join("")}  ${name}`;
  return [
    "    uses   begun  photos stories",
    ...agencies.map((each) => row(each, nameOf(each, report))),
    row(total, agencies.length > 1 ? "all" : `in all: ${count(total.uses, "use")} of ${count(total.photos, "photo")}`),
  ].join("\n");
}
