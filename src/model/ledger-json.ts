import { isoMoment } from "../base/dates.ts";
import { inLanguage } from "../content/schema-parts.ts";
import type { AgencyTotal, LedgerReport } from "./ledger.ts";

/** Changes when a key changes its meaning or goes; new keys may come. */
const ledgerForm = "broadsheet-ledger-1";

/** The ledger for machines: every key always there, `null` where there is nothing to say; moments in RFC 3339. Pure. */
export function ledgerJson(report: LedgerReport): string {
  const { ledger, outlet, agencies } = report;
  const at = (moment: number | undefined) => (moment === undefined ? null : isoMoment(moment, outlet.timeZone));
  const figures = ({ uses, begun, photos, stories }: AgencyTotal) => ({ uses, begun, photos, stories });
  const value = {
    form: ledgerForm,
    outlet: { name: outlet.name, url: outlet.url, timeZone: outlet.timeZone },
    from: report.from,
    to: report.to,
    now: at(report.now),
    agency: report.agency ?? null,
    notes: report.notes,
    uses: ledger.lines.map((line) => ({
      photo: line.photo,
      credit: line.credit,
      creator: line.creator,
      supplierRef: line.supplierRef ?? null,
      agency: line.agency ?? null,
      story: line.story === "" ? null : line.story,
      headline: line.headline,
      address: line.address,
      language: line.language,
      placement: line.placement,
      from: at(line.from),
      until: at(line.until),
      endedBy: line.ending ?? null,
    })),
    totals: {
      ...figures(ledger.total),
      agencies: ledger.agencies.map((each) => ({
        agency: each.agency ?? null,
        name: (each.agency === undefined ? undefined : inLanguage(agencies[each.agency]?.name, "en")) ?? null,
        ...figures(each),
      })),
    },
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
