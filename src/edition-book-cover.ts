import type { EditionSource } from "./edition-source.ts";
import type { PlainGroup, PlainStory } from "./edition-stories.ts";
import { isDrawing } from "./pages/photo-rack.ts";
import { makeBookCover } from "./photos/book-cover.ts";
import type { BookCoverHeadline } from "./photos/book-cover-sheet.ts";

export interface EditionBookCover {
  /** JPEG. */
  bytes: Uint8Array;
  /** In the edition's language: all that stands on it, for those who can't see it. */
  alt: string;
}

/** Headlines that a cover may need; it prints those that it has room for. */
const mostHeadlines = 8;

/**
 * An edition's cover, made from the front: its lead with the lead's own photo, where that may leave the web, and what stands
 * next to it. What somebody paid for is on no cover. Undefined where our fonts can't set the paper's name.
 */
export async function editionBookCover(
  source: EditionSource,
  groups: readonly PlainGroup[],
): Promise<EditionBookCover | undefined> {
  const { language, plan, opened, title } = source;
  const { context, cards, photoFiles } = plan;
  const { outlet } = opened.newsroom;
  const name = context.localized(outlet.name, language) ?? "";
  const stories = groups.flatMap((group) => group.stories).filter(({ story }) => story.type !== "sponsored");
  const [lead] = stories;
  // A photo is traced for takedowns in its story's own chapter, and a summary has none.
  const photo = lead?.isWhole && lead.story.photo?.scopes.offline ? lead.story.photo : undefined;
  const made = await makeBookCover({
    outlet: name,
    edition: title,
    headlines: stories.slice(0, mostHeadlines).map(coverHeadline),
    ...(photo && {
      photo: {
        path: photoFiles.get(photo.id)?.file ?? photo.id,
        reading: photo.reading,
        rights: photo.rights,
        focus: photo.focus,
        isWhole: isDrawing(photo),
        alt: photo.alt,
      },
    }),
    language,
    colours: cards.colours,
    publisher: context.localized(outlet.publisher, language) ?? name,
  });
  if (!made) return undefined;
  const { bytes, headlines, credit } = made;
  const said = headlines.map(({ label, text }) => (label === undefined ? text : `${label}: ${text}`));
  const shown = credit === undefined ? [] : [photo?.alt ?? "", `${context.words(language, "credit")}: ${credit}`];
  return { bytes, alt: [name, title, ...said, ...shown].filter((part) => part !== "").join(" — ") };
}

function coverHeadline({ label, kicker, story, headline }: PlainStory): BookCoverHeadline {
  const words = [label, kicker].filter((part) => part !== undefined).join(" · ");
  return { ...(words !== "" && { label: words }), text: story.shortHeadline ?? headline };
}
