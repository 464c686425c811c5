import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Moment } from "../../src/base/dates.ts";
import type { Problem } from "../../src/base/problem.ts";
import type { PhotoKill, Sidecar } from "../../src/content/photo-schema.ts";
import type { PhotoFile, SiteContent } from "../../src/content/site-content.ts";
import { findKilledPhotos } from "../../src/model/killed-photos.ts";
import { type PhotoUseAt, photoOf, photoUses } from "../../src/model/photo-uses.ts";
import { type ResolvedRights, resolveRights } from "../../src/model/resolve-rights.ts";
import type { PhotoReading, RightsClaim } from "../../src/model/rights.ts";
import { rightsClaims } from "../../src/model/rights-claims.ts";
import { type PhotoContext, settlePhoto } from "../../src/model/settle-photo.ts";
import type { Photo } from "../../src/model/story.ts";
import { visibleFrom } from "../../src/model/visibility.ts";
import { PhotoRack } from "../../src/pages/photo-rack.ts";
import type { PlannedRendition } from "../../src/photos/plan-renditions.ts";
import { readIim } from "../../src/photos/read-iim.ts";
import { readXmp } from "../../src/photos/read-xmp.ts";
import { renditionPath } from "../../src/photos/rendition-path.ts";
import { type PacketInput, rightsPacket } from "../../src/photos/rights-packet.ts";
import { withIim } from "../../src/photos/write-iim.ts";

/** A rendition's name and size, and where it stands already. */
export interface InspectedRendition extends Pick<PlannedRendition, "name" | "width" | "height" | "format"> {
  /** Below the output folder. */
  path: string;
  /** Bytes; absent where it is not made yet. */
  bytes?: number;
  isInOutput: boolean;
}

/** What a page knows of the photo beside its rights. */
export type ShownPhoto = Pick<Photo, "alt" | "caption" | "focus" | "scopes" | "isLeased" | "leaseEnds">;

/** The photo in one place: what wins there, what is printed and what travels along. */
export interface InspectedUse {
  /** `articles/world/x.md:12`; absent for the photo by itself. */
  place?: string;
  key?: string;
  story?: string;
  rights: ResolvedRights;
  /** Absent where it may not be shown now: the problems, or `kill`, say why. */
  photo?: ShownPhoto;
  problems: Problem[];
  /** What the renditions carry, read back as they will be written. */
  carried?: { xmp: RightsClaim & { caption?: string; alt?: string }; iim: RightsClaim & { caption?: string } };
  renditions: InspectedRendition[];
}

export interface Inspection {
  id: string;
  file: string;
  reading: PhotoReading;
  sidecar?: Sidecar;
  sidecarFile?: string;
  kill?: PhotoKill;
  /** The photo by itself first, then each place that names it. */
  uses: [InspectedUse, ...InspectedUse[]];
  /** What the kills of the site say of it. */
  killProblems: Problem[];
}

export interface InspectOptions {
  content: SiteContent;
  /** Of the photos of the site, by SHA-256. */
  readings: ReadonlyMap<string, PhotoReading>;
  cache: string;
  output: string;
  now: Moment;
}

/** Everything that is known of one photo whose file can be read. `photo` need not be one of the site's. */
export function inspectPhoto(photo: PhotoFile, reading: PhotoReading, options: InspectOptions): Inspection {
  const { content, now } = options;
  const photos = new Map(content.photos).set(photo.id, photo);
  const readings = new Map(options.readings).set(photo.sha256, reading);
  const killed = findKilledPhotos({ content: { ...content, photos }, readings, now });
  const context: PhotoContext = {
    files: photos,
    readings,
    faults: new Map(),
    killed: killed.byPhoto,
    agencies: content.agencies,
    outlet: content.outlet,
    now,
  };
  const bare = { record: { file: photo.id }, file: photo.sidecarFile ?? photo.id, isShown: true };
  const uses = [...photoUses(content)].filter((use) => photoOf(use, photos) === photo.id);
  const inspect = (use: PhotoUseAt) => inspectUse(use, { photo, reading, context, options });
  const { place: _, ...alone } = inspect(bare);
  const kill = killed.byPhoto.get(photo.id);
  const places = new Set([bare.file, ...uses.map(({ file }) => file)]);
  return {
    id: photo.id,
    file: photo.file,
    reading,
    ...(photo.sidecar && { sidecar: photo.sidecar }),
    ...(photo.sidecarFile !== undefined && { sidecarFile: photo.sidecarFile }),
    ...(kill && { kill }),
    uses: [alone, ...uses.map(inspect)],
    killProblems: killed.problems.filter(
      ({ file = "", message }) => places.has(file) && message.includes(` ${photo.id} `),
    ),
  };
}

interface UseContext {
  photo: PhotoFile;
  reading: PhotoReading;
  context: PhotoContext;
  options: InspectOptions;
}

function inspectUse(use: PhotoUseAt, { photo, reading, context, options }: UseContext): InspectedUse {
  const { record, file, line, story, key } = use;
  const told = options.content.stories.find(({ id }) => id === story);
  const copyCredit =
    key === "photo"
      ? told?.copy.leadCredit?.credit
      : told?.copyPhotos.find((each) => each.record === record)?.copyCredit;
  const published = told && visibleFrom(told.frontMatter);
  const language = told && (told.frontMatter.language ?? context.outlet.languages[0]?.code);
  const place = { record, copyCredit, file, line, ...(story !== undefined && { story }), language, published };
  const settled = settlePhoto(place, photo.id, context);
  const rights = resolveRights({
    claims: rightsClaims(place, photo.sidecar ?? {}, reading),
    agencies: context.agencies,
  });
  const shown = settled.photo;
  // The rack of the pages themselves: what it plans is what a build makes.
  const rack = new PhotoRack("");
  if (shown) rack.view(shown, key === "photo" ? "lead" : "inline");
  const racked = [...rack.renditions()];
  const plan = racked[0]?.[1].set.plan;
  return {
    place: line === undefined ? file : `${file}:${line}`,
    ...(key !== undefined && { key }),
    ...(story !== undefined && { story }),
    rights,
    ...(shown && { photo: shownPart(shown) }),
    problems: settled.problems,
    ...(plan && { carried: readBack(plan.carried) }),
    renditions: racked.map(([path, { rendition }]) => found(path, rendition, options)),
  };
}

function shownPart({ alt, caption, focus, scopes, isLeased, leaseEnds }: Photo): ShownPhoto {
  return {
    alt,
    ...(caption !== undefined && { caption }),
    focus,
    scopes,
    isLeased,
    ...(leaseEnds && { leaseEnds }),
  };
}

/** By the writers and the readers that every build uses, so that it is what exiftool will find. */
function readBack(carried: PacketInput): NonNullable<InspectedUse["carried"]> {
  const emptyJpeg = Buffer.from([0xff, 0xd8, 0xff, 0xd9]);
  return {
    xmp: readXmp(Buffer.from(rightsPacket(carried))).claim,
    iim: readIim(withIim(emptyJpeg, carried)).claim,
  };
}

function found(
  path: string,
  { name, width, height, format }: PlannedRendition,
  { cache, output }: InspectOptions,
): InspectedRendition {
  const stats = statSync(renditionPath(cache, name), { throwIfNoEntry: false });
  return {
    path,
    name,
    width,
    height,
    format,
    ...(stats && { bytes: stats.size }),
    isInOutput: existsSync(join(output, path)),
  };
}
