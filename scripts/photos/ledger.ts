import { resolve } from "node:path";
import { writeFileAtomic } from "../../src/base/files.ts";
import { ledgerCsv } from "../../src/model/ledger-csv.ts";
import { ledgerJson } from "../../src/model/ledger-json.ts";
import { ledgerTable, ledgerTotals } from "../../src/model/ledger-table.ts";
import { LedgerRefusal, photoLedger } from "../../src/photo-ledger.ts";
import { type Command, foldersOf, sharedOptions, UsageError } from "../command.ts";
import { showProgress } from "../progress.ts";

const formats = { table: ledgerTable, csv: ledgerCsv, json: ledgerJson };

export const command: Command = {
  summary: "Lists every use of a photo in a period, from the stories and git's history: what goes with an invoice.",
  options: {
    from: { type: "string", value: "DAY", help: "the first day, in the outlet's zone: 2026-10-01" },
    to: { type: "string", value: "DAY", help: "the last day, included" },
    agency: { type: "string", value: "KEY", help: "only this agency's photos; a key of agencies.yaml (default: all)" },
    format: { type: "string", value: "FORM", help: "table, csv or json (default: table)" },
    csv: { type: "string", value: "FILE", help: "write the lines to this file as CSV, and print the totals" },
    site: sharedOptions.site,
    now: { ...sharedOptions.now, help: "nothing after this moment counts (default: the clock)" },
  },
  async run(given) {
    const { site, now } = foldersOf(given);
    const text = (name: string) => {
      const value = given.values[name];
      return typeof value === "string" ? value : undefined;
    };
    const [from, to, format = "table", agency] = ["from", "to", "format", "agency"].map(text);
    if (from === undefined || to === undefined) {
      throw new UsageError("A ledger is of a period: --from 2026-10-01 --to 2026-10-31.");
    }
    const write = Object.entries(formats).find(([name]) => name === format)?.[1];
    if (!write) throw new UsageError(`--format is table, csv or json, not "${format}".`);
    const progress = showProgress();
    try {
      const report = await photoLedger({
        site,
        now,
        from,
        to,
        onProgress: progress.report,
        ...(agency !== undefined && { agency }),
      });
      progress.end();
      const file = text("csv");
      if (file !== undefined) {
        writeFileAtomic(resolve(file), ledgerCsv(report));
        process.stdout.write(format === "json" ? ledgerJson(report) : ledgerTotals(report));
        return 0;
      }
      process.stdout.write(write(report));
      // The table and the JSON say themselves what they rest on.
      if (format === "csv") for (const note of report.notes) console.error(note);
      return 0;
    } catch (error) {
      progress.end();
      if (error instanceof LedgerRefusal) throw new UsageError(error.message);
      throw error;
    }
  },
};
