import { type DemoPage, demoPages } from "./demo-pages.ts";
import { demoStories } from "./demo-stories.ts";

/** One page for each kind of page that Broadsheet makes. */
export interface PageKind {
  /** In plain words: `story: opinion`. */
  name: string;
  address: string;
  language: string;
  /** Whether it moves its readers on to another address at once. */
  isMoving: boolean;
}

/** The pages that stand for all others. Throws where the demo has none of a kind: then it is the demo that lacks something. */
export function pageKinds(): PageKind[] {
  const pages = demoPages();
  const stories = new Map(demoStories().map((story) => [story.id, story]));
  const ofAddress = (pattern: RegExp) => pages.find(({ address }) => pattern.test(address));
  const ofStory = (wanted: { type?: string; language?: string; hasPhoto?: boolean }) =>
    pages.find(({ story: id = "" }) => {
      const story = stories.get(id);
      if (!story?.isPublic) return false;
      const { type = story.type, language = "en", hasPhoto } = wanted;
      return (
        story.type === type &&
        story.language === language &&
        (hasPhoto === undefined || (story.matter.photo !== undefined) === hasPhoto)
      );
    });
  const ofLite = (page: DemoPage | undefined) => pages.find(({ address }) => address === `/lite${page?.address}`);

  const types = [
    "news", "analysis", "opinion", "explainer", "background", "review", "live", "factcheck", "obituary", "gallery",
    "sponsored",
  ]; // biome-ignore format: a list to scan
  const kinds: Record<string, DemoPage | undefined> = {
    "home": ofAddress(/^\/$/),
    "home in Hindi": ofAddress(/^\/hi\/$/),
    "home in Urdu": ofAddress(/^\/ur\/$/),
    "section": ofAddress(/^\/science\/$/),
    "section in Urdu": ofAddress(/^\/ur\/\w+\/$/),
    "subsection": ofAddress(/^\/space\/$/),
    "section's later page": ofAddress(/^\/\w+\/latest\/.*$/),
    ...Object.fromEntries(types.map((type) => [`story: ${type}`, ofStory({ type })])),
    "story without a photo": ofStory({ hasPhoto: false }),
    "story in Hindi": ofStory({ language: "hi", hasPhoto: true }),
    "story in Urdu": ofStory({ language: "ur", hasPhoto: true }),
    "topic": ofAddress(/^\/topics\/[^/]+\/$/),
    "contributor": ofAddress(/^\/by\/[^/]+\/$/),
    "archive": ofAddress(/^\/archive\/$/),
    "month": ofAddress(/^\/archive\/\d{4}\/\d\d\/$/),
    "corrections": ofAddress(/^\/corrections\/$/),
    "feeds": ofAddress(/^\/feeds\/$/),
    "text page": ofAddress(/^\/about\/$/),
    "contact": ofAddress(/^\/contact\/$/),
    "search": ofAddress(/^\/search\/$/),
    "offline": ofAddress(/^\/offline\/$/),
    "lite home": ofAddress(/^\/lite\/$/),
    "lite section": ofAddress(/^\/lite\/science\/$/),
    "lite story": ofLite(ofStory({ hasPhoto: true })),
    "lite story in Hindi": ofLite(ofStory({ language: "hi", hasPhoto: true })),
    "lite story in Urdu": ofLite(ofStory({ language: "ur", hasPhoto: true })),
    "not found": ofAddress(/^\/404\.html$/),
    "kill notice": pages.find(({ story = "" }) => stories.get(story)?.matter.kill !== undefined),
    "moved address": pages.find(isMoving),
  }; // biome-ignore format: names line up
  return Object.entries(kinds).map(([name, page]) => {
    if (!page) throw new Error(`The demo outlet has no page of the kind "${name}".`);
    const [, language = ""] = /^<!doctype html>\s*<html lang="([\w-]+)"/i.exec(page.html) ?? [];
    return { name, address: page.address, language, isMoving: isMoving(page) };
  });
}

function isMoving({ html }: DemoPage): boolean {
  return /http-equiv="refresh"/.test(html);
}
