import { formatMoment, type Moment } from "../../src/base/dates.ts";
import { formatProblems, visible } from "../../src/base/format-problems.ts";
import { clip } from "../../src/base/text.ts";
import { photoScopes } from "../../src/content/photo-schema.ts";
import type { KilledPhoto, SiteContent } from "../../src/content/site-content.ts";
import type { InspectedRendition, InspectedUse, Inspection } from "./inspect-photo.ts";
import { bytesInWords, privateDataInWords } from "./sheet-frame.ts";

/** Words of a value that are printed; --json has all of it. */
const longest = 160;

/** What is known of a photo, for people: first what is printed, then where it comes from. */
export function inspectText(
  inspection: Inspection,
  { content, colour }: { content: SiteContent; colour: boolean },
): string {
  const { id, file, reading, sidecar, sidecarFile, kill, uses, killProblems } = inspection;
  const [bare, ...others] = uses;
  const zone = content.outlet.timeZone;
  const agency = bare.rights.rights?.agency;
  // Where stories name it, what is missing of the photo by itself may stand there.
  const problems = [...killProblems, ...(others.length > 0 ? others : [bare]).flatMap((use) => use.problems)];
  const blocks = [
    [
      id,
      ...rows([
        ["file", file],
        ["picture", `${reading.width} × ${reading.height} px, ${reading.format}`],
        ["SHA-256", reading.sha256],
        [
          "private data",
          reading.privateData.length > 0
            ? `${privateDataInWords(reading.privateData)}; never in what readers get`
            : "none",
        ],
        ["damaged", reading.metadataFault],
        ["killed", kill && `on ${dateTime(kill.at, zone)}`],
      ]),
    ],
    ["Embedded", ...orNone(embeddedRows(inspection))],
    [
      sidecarFile === undefined ? "Sidecar: none" : `Sidecar ${sidecarFile}`,
      ...(sidecar ? rows(Object.entries(sidecar).map(([key, value]) => [key, inWords(value, key, zone)])) : []),
    ],
    ["By itself it says", ...winnerRows(bare)],
    agency === undefined
      ? ["Agency: none that _data/agencies.yaml knows"]
      : [`Agency ${agency}`, ...agencyRows(agency, content)],
    ...(others.length > 0
      ? others.map((use, index) => useRows(use, { bare, before: others[index - 1], zone }))
      : [["No story names it; by itself", ...shownRows(bare, { zone })]]),
    problems.length > 0 ? [formatProblems(unique(problems), { colour }).trimEnd()] : [],
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n"))
    .join("\n\n");
}

/** What its sidecar remembers of a killed photo whose file is gone. */
export function killedText({ id, file, kill }: KilledPhoto, zone: string): string {
  const { reason: _, ...told } = kill;
  const pairs = Object.entries(told).map(([key, value]): [string, string] => [key, inWords(value, key, zone)]);
  return [`${id} was killed, and its file is gone. Why is written in ${file}.`, ...rows(pairs)].join("\n");
}

/** A line a field and value: places that say the same stand together. */
function embeddedRows({ reading }: Inspection): string[] {
  const places = { XMP: reading.xmp, IIM: reading.iim, EXIF: reading.exif } as const;
  const fields = new Set(Object.values(places).flatMap((claim) => Object.keys(claim)));
  const lines = [...fields].flatMap((field) => {
    const values = Object.entries(places).flatMap(([place, claim]) => {
      const value = (claim as Record<string, unknown>)[field];
      return value === undefined ? [] : [{ place, value: inWords(value) }];
    });
    return [...Map.groupBy(values, ({ value }) => value)].map(([value, group], index): [string, string] => [
      index === 0 ? field : "",
      `${group
        .map(({ place }) => place)
        .join(", ")
        .padEnd(14)}  ${value}`,
    ]);
  });
  return rows(lines);
}

const originWords: Record<string, string> = {
  frontMatter: "front matter",
  copy: "photo line of the copy",
  sidecar: "sidecar",
  xmp: "XMP",
  iim: "IIM",
  exif: "EXIF",
  agency: "agency's default",
};

function winnerRows({ rights }: InspectedUse): string[] {
  if (!rights.rights) return ["  nothing that may be printed: nobody gives a credit"];
  const { origins } = rights;
  return rows(
    Object.entries(rights.rights)
      .filter(([, value]) => !Array.isArray(value) || value.length > 0)
      .map(([field, value]) => {
        const origin = origins[field as keyof typeof origins];
        return [field, `${inWords(value)}${origin === undefined ? "" : `  (${originWords[origin]})`}`];
      }),
  );
}

function agencyRows(key: string, content: SiteContent): string[] {
  const agency = content.agencies[key];
  const allowed = agency?.photos?.map(({ scope, days }) => (days === undefined ? scope : `${scope} for ${days} days`));
  return rows([
    ["may go to", allowed === undefined ? "everywhere, for ever" : allowed.join(", ") || "nowhere"],
    ["terms", agency?.terms],
    ["licensor", agency?.licensor],
  ]);
}

interface Beside {
  bare: InspectedUse;
  before: InspectedUse | undefined;
  zone: string;
}

function useRows(use: InspectedUse, { bare, before, zone }: Beside): string[] {
  const alone = bare.rights.rights as Record<string, unknown> | undefined;
  const differing = Object.entries(use.rights.rights ?? {}).filter(
    ([field, value]) => field !== "credit" && inWords(value) !== "" && inWords(value) !== inWords(alone?.[field] ?? ""),
  );
  return [
    `In ${use.place ?? ""}${use.key === undefined ? " (copy)" : ` (${use.key})`}`,
    ...rows(differing.map(([field, value]) => [`wins: ${field}`, inWords(value)])),
    ...shownRows(use, { before, zone }),
  ];
}

/** What readers see, where, until when; what the files carry, where that was not said of the use before; and the files. */
function shownRows(use: InspectedUse, { before, zone }: { before?: InspectedUse | undefined; zone: string }): string[] {
  const { rights, photo, carried, renditions } = use;
  const credit = rights.rights?.credit;
  if (!photo || !carried)
    return rows([
      ["printed", "nothing: it is left out"],
      ["credit", credit],
    ]);
  const origin = rights.origins.credit;
  const scopes = photoScopes.map((scope) => {
    const end = photo.leaseEnds?.[scope];
    if (!photo.scopes[scope]) return `not in ${scope}`;
    return `${scope}${end === undefined ? "" : ` until ${dateTime(end, zone)}`}`;
  });
  const said = new Set(before?.carried ? carriedPairs(before.carried).map((pair) => pair.join()) : []);
  const pairs = carriedPairs(carried);
  const news = pairs.filter((pair) => !said.has(pair.join()));
  return [
    ...rows([
      ["printed credit", `${credit}${origin === undefined ? "" : `  (${originWords[origin]})`}`],
      ["alt text", photo.alt === "" ? "none" : clip(photo.alt, longest)],
      ["caption", photo.caption === undefined ? "none" : clip(photo.caption, longest)],
      ["may be used", scopes.join(", ")],
      ["focus", photo.focus.join(", ")],
      ...news,
      ["besides", news.length < pairs.length ? `${pairs.length - news.length} fields as above` : undefined],
    ]),
    ...renditionLines(renditions),
  ];
}

/** Each field of XMP and IIM as it travels; what IIM has no room for is said. */
function carriedPairs({ xmp, iim }: NonNullable<InspectedUse["carried"]>): [string, string][] {
  const whole = (value: unknown) => inWords(value ?? "", "", undefined, Number.POSITIVE_INFINITY);
  const inXmp = xmp as Record<string, unknown>;
  return [
    ...Object.entries(xmp).map(([field, value]): [string, string] => [`XMP ${field}`, inWords(value)]),
    ...Object.entries(iim).map(([field, value]): [string, string] => {
      const isClipped = whole(value) !== whole(inXmp[field]);
      return [`IIM ${field}`, `${inWords(value)}${isClipped ? "  (clipped, as IIM limits it)" : ""}`];
    }),
  ];
}

/** One line a file that exists; those to be made on as few lines as may be. */
function renditionLines(renditions: readonly InspectedRendition[]): string[] {
  const made = renditions.filter(({ bytes, isInOutput }) => bytes !== undefined || isInOutput);
  const others = renditions.filter((each) => !made.includes(each));
  const parts = Map.groupBy(others, ({ name }) => name.replace(/-[^-]*$/, ""));
  return [
    ...made.map(({ path, width, height, bytes, isInOutput }) => {
      const where = [...(bytes === undefined ? [] : [bytesInWords(bytes)]), ...(isInOutput ? ["in the output"] : [])];
      return `  ${path}  ${width} × ${height} px, ${where.join(", ")}`;
    }),
    ...[...parts].map(([stem, group]) => {
      const ends = group.map(({ name }) => name.slice(stem.length + 1));
      return `  ${stem}-${ends.length > 1 ? `{${ends.join(", ")}}` : ends[0]}  not made yet`;
    }),
  ];
}

function inWords(value: unknown, key = "", zone?: string, most = longest): string {
  if (typeof value === "string") return clip(value, most);
  if (typeof value === "number")
    return zone !== undefined && /^(?:at|from|until)$/.test(key) ? dateTime(value, zone) : String(value);
  if (Array.isArray(value)) return clip(value.map((each) => inWords(each, "", zone, most)).join("; "), most);
  if (value !== null && typeof value === "object") {
    const parts = Object.entries(value).filter(([, each]) => each !== undefined);
    return clip(parts.map(([name, each]) => `${name} ${inWords(each, name, zone, most)}`).join(", "), most);
  }
  return String(value);
}

function dateTime(moment: Moment, zone: string): string {
  return formatMoment(moment, "dateTime", { locale: "en-GB", zone });
}

function rows(pairs: readonly (readonly [string, string | undefined])[]): string[] {
  const shown = pairs.filter(([, value]) => value !== undefined);
  const width = Math.max(0, ...shown.map(([name]) => name.length));
  return shown.map(([name, value = ""]) => `  ${name.padEnd(width)}  ${visible(value)}`);
}

function orNone(lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? lines : ["  nothing"];
}

function unique(problems: Inspection["killProblems"]): Inspection["killProblems"] {
  return [...new Map(problems.map((each) => [JSON.stringify(each), each])).values()];
}
