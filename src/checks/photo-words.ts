import { resolvePhotoId } from "../content/photo-path.ts";
import type { PhotoRecord, Sidecar } from "../content/photo-schema.ts";
import { inLanguage } from "../content/schema-parts.ts";
import type { SiteContent, StoryRecord } from "../content/site-content.ts";
import { placeAt } from "./passages.ts";
import type { CheckContext } from "./rule.ts";

/** What one file says of one photo in words: a story in its front matter or copy, or a sidecar in one language. */
export interface PhotoWords {
  /** Where it is said. */
  file: string;
  line: number;
  story?: string;
  /** Of the front matter: `photo`, `gallery.2`. */
  key?: string;
  language: string;
  /** The photo's id, or its name where there is no such file. */
  photo: string;
  alt?: string;
  caption?: string;
  credit?: string;
  /** What the sidecar adds where this story says nothing of its own. */
  sidecarCaption?: string;
}

const known = new WeakMap<SiteContent, PhotoWords[]>();

/** Every use of a photo in stories, and every sidecar, language by language. What was taken down is left out. */
export function photoWords({ content }: Pick<CheckContext, "content">): PhotoWords[] {
  // Several rules ask, one after the other.
  const found = known.get(content) ?? readPhotoWords(content);
  known.set(content, found);
  return found;
}

function readPhotoWords(content: SiteContent): PhotoWords[] {
  const first = content.outlet.languages[0]?.code ?? "";
  const ofStory = (story: StoryRecord): PhotoWords[] => {
    const { frontMatter, lines, file, id } = story;
    if (frontMatter.kill) return [];
    const language = frontMatter.language ?? first;
    const words = (record: PhotoRecord, place: { file: string; line: number; key?: string }, credit?: string) => {
      const { alt, caption, decorative, kill } = record;
      if (kill) return [];
      const photo = resolvePhotoId(content.photos, place.file, record.file);
      const sidecar = photo === undefined ? undefined : content.photos.get(photo)?.sidecar;
      const owner = record.credit ?? credit;
      const sidecarCaption = inLanguage(sidecar?.caption, language, first);
      const found: PhotoWords = { ...place, story: id, language, photo: photo ?? record.file };
      if (alt !== undefined && decorative !== true) found.alt = alt;
      if (caption !== undefined) found.caption = caption;
      if (owner !== undefined) found.credit = owner;
      if (sidecarCaption !== undefined) found.sidecarCaption = sidecarCaption;
      return [found];
    };
    const lineOf = (key: string) => lines[key] ?? lines[key.split(".")[0] ?? ""] ?? 1;
    const lead = frontMatter.photo ? words(frontMatter.photo, { file, line: lineOf("photo"), key: "photo" }) : [];
    const gallery = (frontMatter.gallery ?? []).flatMap((record, index) =>
      words(record, { file, line: lineOf(`gallery.${index}`), key: `gallery.${index}` }),
    );
    const { leadCredit } = story.copy;
    const line: PhotoWords[] = leadCredit
      ? [{ file, line: leadCredit.line, story: id, language, photo: "of the lead", credit: leadCredit.credit }]
      : [];
    const inCopy = story.copyPhotos.flatMap(({ record, copyCredit, line, file: own }) =>
      words(record, { file: own ?? file, line }, copyCredit),
    );
    return [...lead, ...gallery, ...line, ...inCopy];
  };
  const ofSidecars = [...content.photos.values()].flatMap(({ id, sidecar, sidecarFile }) =>
    sidecar && sidecarFile !== undefined && !sidecar.kill ? wordsOfSidecar(id, sidecar, sidecarFile, first) : [],
  );
  return [...content.stories.flatMap(ofStory), ...ofSidecars];
}

function wordsOfSidecar(photo: string, sidecar: Sidecar, file: string, first: string): PhotoWords[] {
  const { alt, caption, credit, decorative } = sidecar;
  const languages = [alt, caption].flatMap((words) => (typeof words === "object" ? Object.keys(words) : []));
  return [...new Set(languages.length > 0 ? languages : [first])].map((language, index) => {
    const found: PhotoWords = { file, line: 1, language, photo };
    const [shown, printed] = [ownWords(alt, language, index), ownWords(caption, language, index)];
    if (shown !== undefined && decorative !== true) found.alt = shown;
    if (printed !== undefined) found.caption = printed;
    if (credit !== undefined && index === 0) found.credit = credit;
    return found;
  });
}

/** The words of this very language; those that are of none count once. */
function ownWords(words: Sidecar["alt"], language: string, index: number): string | undefined {
  if (typeof words === "object") return words[language];
  return index === 0 ? words : undefined;
}

/** Where a value of these words stands, found in the file's text from the use on. */
export function placeOfWords(context: Pick<CheckContext, "sourceOf">, words: PhotoWords, value: string) {
  const { file, line, story } = words;
  const source = context.sourceOf(file);
  const at = { file, ...(story === undefined ? {} : { story }) };
  if (source === undefined) return { ...at, line, column: 1 };
  const from = source.split("\n", line - 1).join("\n").length;
  const offset = source.indexOf(value, Math.max(0, from - 1));
  return { ...at, ...(offset === -1 ? { line, column: 1 } : placeAt(source, offset)) };
}

/** The key of a value, where it stands in front matter. */
export function keyOf({ key }: PhotoWords, field: string): { key?: string } {
  return key === undefined ? {} : { key: `${key}.${field}` };
}
