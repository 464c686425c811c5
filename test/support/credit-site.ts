import { escapeXml } from "../../src/base/xml.ts";
import { jpegWithExif, jpegWithIim, jpegWithXmp, utf8Marker, xmpPacket } from "../photos/fixtures.ts";
import { type CaseLanguage, type CreditCase, captions, languages } from "./credit-cases.ts";
import { plainPhoto, type SiteFolder, smallSite } from "./site-folder.ts";

// A site folder in which every photo of the matrix stands once: leads make the stories, the others are dealt out among those
// of their language.

/** Milliseconds since 1970: later than every story of the site. */
export const creditNow = Date.UTC(2026, 5, 1, 6, 30);

interface DealtStory {
  id: string;
  language: CaseLanguage;
  section: string;
  lead?: CreditCase;
  gallery: CreditCase[];
  copy: CreditCase[];
  byline: string[];
}

/** Stories of one section and language: few enough for all of them to be in its feed. */
const sectionSize = 20;
const slotNames = ["lead", "second", "second", "second", "second", "feature"] as const;

/** Writes the site; each photo's files bear its name. */
export async function creditSite(cases: readonly CreditCase[]): Promise<SiteFolder> {
  const folder = smallSite({ features: { ninjs: true } });
  const stories = languages.flatMap((language) =>
    dealt(
      cases.filter((each) => each.language === language),
      language,
    ),
  );
  const sections = [...new Set(stories.map(({ section }) => section))];
  folder.writeYaml("_data/sections.yaml", Object.fromEntries(sections.map((key) => [key, { name: key }])));
  folder.writeYaml(
    "_data/agencies.yaml",
    Object.fromEntries(
      cases
        .filter(({ source }) => source === "agency")
        .map(({ photo, given }) => [agencyOf(photo), { name: `Agency ${photo}`, credit: given }]),
    ),
  );
  const portraits = cases.filter(({ placement }) => placement === "portrait");
  folder.writeYaml(
    "_data/contributors.yaml",
    Object.fromEntries(
      portraits.map((each) => [each.photo, { name: `Writer ${each.photo}`, photo: portraitOf(each) }]),
    ),
  );
  for (const [index, each] of cases.entries()) await writePicture(folder, each, index);
  for (const [index, story] of stories.entries()) writeStory(folder, story, index);
  writeFronts(folder, cases, stories);
  return folder;
}

/** Where the case's story or list is shown by itself; the others are cards. */
export function ownPage({ photo, language }: Pick<CreditCase, "photo" | "language">): string {
  return `${language === "en" ? "" : `${language}/`}2026/05/20/${photo}/index.html`;
}

function dealt(cases: readonly CreditCase[], language: CaseLanguage): DealtStory[] {
  const of = (...wanted: CreditCase["placement"][]) => cases.filter(({ placement }) => wanted.includes(placement));
  const leads = of("lead", "lead with card", "drawing");
  const slots = of("front slot");
  // A slot pins a story of its own, and a front has no more slots than its section has of them.
  const wanted = Math.max(leads.length, Math.ceil(slots.length / slotNames.length) * sectionSize, 3);
  const stories = Array.from({ length: wanted }, (_, index): DealtStory => {
    const lead = leads[index];
    return {
      id: lead?.photo ?? `${language}-plain-${index}`,
      language,
      section: `${language}${Math.floor(index / sectionSize)}`,
      ...(lead && { lead }),
      gallery: [],
      copy: [],
      byline: [],
    };
  });
  const deal = (list: readonly CreditCase[], give: (story: DealtStory, each: CreditCase) => void) => {
    for (const [index, each] of list.entries()) {
      const story = stories[index % stories.length];
      if (story) give(story, each);
    }
  };
  deal(of("gallery"), (story, each) => story.gallery.push(each));
  deal(of("inline", "wide", "full", "gallery in the copy", "fact box", "live entry"), (story, each) =>
    story.copy.push(each),
  );
  deal(of("portrait"), (story, each) => story.byline.push(each.photo));
  return stories;
}

const agencyOf = (photo: string) => `agency-${photo}`;
const fileOf = ({ photo, placement }: CreditCase) => `${photo}.${placement === "drawing" ? "svg" : "jpg"}`;
const altOf = ({ photo }: CreditCase) => `Picture ${photo}`;

function portraitOf(each: CreditCase): Record<string, unknown> {
  return {
    file: fileOf(each),
    alt: altOf(each),
    ...(each.source === "front matter" && { credit: each.given }),
  };
}

/** The photo with what its file and its sidecar say. */
async function writePicture(folder: SiteFolder, each: CreditCase, index: number): Promise<void> {
  const { given, source, placement, denied } = each;
  const file = `articles/${fileOf(each)}`;
  const isLarge = placement === "lead with card";
  const colour = [(index * 7) % 256, (index * 13) % 256, (index * 29) % 256] as const;
  folder.write(
    file,
    placement === "drawing"
      ? `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><rect width="${(index % 29) + 1}" height="9"/></svg>`
      : withMetadata(await plainPhoto(...colour, ...(isLarge ? ([800, 620] as const) : ([96, 64] as const))), each),
  );
  // Neither a slot nor a portrait has words of its own.
  const isBare = placement === "front slot" || placement === "portrait";
  const isOwnDenial = denied !== undefined && given.startsWith("Kept-out");
  const sidecar = {
    ...(placement === "front slot" && { alt: altOf(each) }),
    ...(isBare && captions[each.caption] !== undefined && { caption: captions[each.caption] }),
    ...(source === "sidecar" && { credit: given }),
    // The visible credit is then a link.
    ...(index % 3 === 0 && { licence: `https://licence.example/${each.photo}` }),
    ...(source === "agency" && { agency: agencyOf(each.photo) }),
    ...(isOwnDenial && { leases: [{ use: "deny", scopes: [denied] }] }),
  };
  if (Object.keys(sidecar).length > 0) folder.writeYaml(`${file}.yaml`, sidecar);
}

function withMetadata(jpeg: Buffer, { source, given }: CreditCase): Buffer {
  switch (source) {
    case "XMP":
      return jpegWithXmp(
        jpeg,
        xmpPacket(
          `<rdf:Description rdf:about=""><photoshop:Credit>${escapeXml(given)}</photoshop:Credit></rdf:Description>`,
        ),
      );
    case "IIM":
      return jpegWithIim(jpeg, utf8Marker, ["2:110", given]);
    case "IIM in Latin-1":
      return jpegWithIim(jpeg, ["2:110", Buffer.from(given, "latin1")]);
    case "EXIF":
      return jpegWithExif(jpeg, { main: { 315: "Camera Owner", 33432: given } });
    default:
      return jpeg;
  }
}

/** A photo as front matter states it. */
function recordOf(each: CreditCase): Record<string, unknown> {
  const caption = captions[each.caption];
  return {
    file: fileOf(each),
    alt: altOf(each),
    ...(caption !== undefined && { caption }),
    ...(each.source === "front matter" && { credit: each.given }),
  };
}

function writeStory(
  folder: SiteFolder,
  { id, language, section, lead, gallery, copy, byline }: DealtStory,
  index: number,
) {
  const line = lead?.source === "copy" ? `${lead.given}\n\n` : "";
  folder.writeStory(
    id,
    {
      headline: `Story ${id}`,
      section,
      language,
      ...(copy.some(({ placement }) => placement === "live entry") && {
        type: "live",
        live: { start: "2026-05-20T10:00", state: "ended", end: "2026-05-20T20:00" },
      }),
      published: `2026-05-20T10:${String(index % 60).padStart(2, "0")}`,
      ...(byline.length > 0 && { byline }),
      ...(lead && { photo: recordOf(lead) }),
      ...(gallery.length > 0 && { gallery: gallery.map(recordOf) }),
    },
    `A paragraph of the story.\n\n${line}${copy.map((each) => `${inCopy(each)}\n\nAnother paragraph.\n\n`).join("")}`,
  );
}

/** The photo in the copy, in the form of its placement, with the line that says whose it is. */
function inCopy(each: CreditCase): string {
  const line = each.source === "copy" ? each.given : "";
  switch (each.placement) {
    case "wide":
    case "full":
      return directive(each, ` size="${each.placement}"`, line);
    case "gallery in the copy":
      return `::::gallery\n${each.source === "front matter" ? directive(each, "", "") : `${markdown(each)}\n\n${line}`}\n::::`;
    case "fact box":
      return `::::fact-box{title="A box"}\nWords of the box.\n\n${directive(each, "", line)}\n::::`;
    case "live entry":
      return `::::live-entry{at="2026-05-20T11:00" id="${each.photo}"}\nWords of the entry.\n\n${directive(each, "", line)}\n::::`;
    default:
      return isLineInCaption(each) ? markdown(each, ` ${line}`) : `${markdown(each)}\n\n${line}`;
  }
}

/** Some write the line into the caption's end. */
function isLineInCaption({ source, caption, given }: CreditCase): boolean {
  return source === "copy" && caption !== "none" && /^\(.*\)$/.test(given);
}

function markdown(each: CreditCase, behind = ""): string {
  const words = captions[each.caption];
  const caption = words && words + behind;
  const title = caption === undefined ? "" : ` "${caption.replace(/["&<]/g, "\\$&")}"`;
  return `![${altOf(each)}](${fileOf(each)}${title})`;
}

function directive(each: CreditCase, size: string, line: string): string {
  const credit = each.source === "front matter" ? ` credit="${each.given.replace(/\s+/g, " ")}"` : "";
  // A blank line would end it.
  const body = [captions[each.caption], line].filter((words) => words).map((words) => `${words}\n`);
  return `:::photo{file="${fileOf(each)}"${credit} alt="${altOf(each)}"${size}}\n${body.join("")}:::`;
}

/** Each slot's photo on the front of a section, over a story of that section. */
function writeFronts(folder: SiteFolder, cases: readonly CreditCase[], stories: readonly DealtStory[]): void {
  for (const language of languages) {
    const slots = cases.filter((each) => each.placement === "front slot" && each.language === language);
    const sections = [...new Set(stories.filter((each) => each.language === language).map(({ section }) => section))];
    for (const [index, section] of sections.entries()) {
      const here = slots.slice(index * slotNames.length, (index + 1) * slotNames.length);
      const pinned = stories.filter((story) => story.section === section);
      folder.writeYaml(`_data/fronts/${section}.${language}.yaml`, {
        slots: here.map((each, place) => ({ name: slotNames[place], story: pinned[place]?.id, photo: fileOf(each) })),
      });
    }
  }
}
