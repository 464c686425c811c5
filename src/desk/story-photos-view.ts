import { formatMoment } from "../base/dates.ts";
import type { StoryRecord } from "../content/site-content.ts";
import type { Photo, Story } from "../model/story.ts";
import type { DeskStory } from "./desk-story.ts";
import type { DeskPhoto } from "./desk-views.ts";

/** The address of a photo as the story's page shows it. */
export type PictureOf = (photo: Photo) => string;

/** Every photo of a story where it stands, with what it says and whose it is. */
export function storyPhotos(input: {
  record: StoryRecord;
  story: DeskStory;
  looks: { story: Story; pictureOf: PictureOf } | undefined;
  zone: string;
}): DeskPhoto[] {
  const { record, story, looks, zone } = input;
  const { photo, gallery = [] } = record.frontMatter;
  const view = (place: string, settled: Photo | undefined, file: string): DeskPhoto => ({
    ...(settled && looks ? shown(settled, looks.pictureOf, zone) : unshown(file, looks !== undefined)),
    place,
    language: story.language.code,
    direction: story.language.direction,
  });
  // What may not be shown is no longer in a settled gallery: its place there is not known.
  const settledGallery = looks?.story.gallery ?? [];
  const isWhole = settledGallery.length === gallery.length;
  return [
    ...(photo ? [view("Lead", looks?.story.photo, photo.file)] : []),
    ...(isWhole || !looks
      ? gallery.map(({ file }, index) => view(`Gallery ${index + 1}`, settledGallery[index], file))
      : settledGallery.map((each, index) => view(`Gallery, shown ${index + 1}`, each, each.id))),
    ...record.copyPhotos.map((use, index) =>
      view(`In the text ${index + 1}`, looks?.story.copyPhotos[index], use.record.file),
    ),
  ];
}

type PhotoFacts = Omit<DeskPhoto, "place" | "language" | "direction">;

function unshown(file: string, isShown: boolean): PhotoFacts {
  return {
    alt: "",
    altNote: isShown
      ? "Not shown now: a kill, the end of a lease or a problem keeps it out."
      : "The preview does not show this story.",
    facts: [file],
  };
}

function shown(photo: Photo, pictureOf: PictureOf, zone: string): PhotoFacts {
  const { reading, rights, alt, caption, scopes, leaseEnds, id } = photo;
  const where = [scopes.web && "the web", scopes.feeds && "feeds", scopes.offline && "offline editions"].filter(
    Boolean,
  );
  const ends = Object.entries(leaseEnds ?? {}).map(
    ([scope, at]) => `until ${formatMoment(at, "dateTime", { locale: "en-GB", zone })} (${scope})`,
  );
  const named: [string, string | undefined][] = [
    ["Creator", rights.creator.join(", ") || undefined],
    ["Copyright", rights.copyright],
    ["Source", rights.source],
    ["Agency", rights.agency],
    ["Ground", rights.rights],
    ["Licence", rights.licence],
    ["Terms", rights.usageTerms],
    ["Reference", rights.supplierRef],
    ["Made by", rights.digitalSource],
  ];
  return {
    thumbnailUrl: pictureOf(photo),
    alt,
    altNote: alt === "" ? "Decorative: read to nobody." : `Alt: ${alt}`,
    ...(caption !== undefined && { caption }),
    credit: rights.credit,
    facts: [
      `${id}, ${reading.width} × ${reading.height} px`,
      ...named.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`])),
      `May go to ${new Intl.ListFormat("en-GB").format(where.filter((each) => each !== false))}${ends.length > 0 ? ` ${ends.join(", ")}` : ""}`,
    ],
  };
}
