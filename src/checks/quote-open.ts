import { type Problem, problem } from "../base/problem.ts";
import { type Passage, passagesOf, placeAt } from "./passages.ts";
import { quotePairs } from "./quote-marks.ts";
import type { StoryContext, StoryRule } from "./rule.ts";

/**
 * Every quotation closes in its paragraph. One that goes on over several paragraphs opens each and closes the last, as
 * printers have it: an open mark is right where the next paragraph begins with one. A list or a poem is one paragraph here.
 */
export const quoteOpen: StoryRule = {
  code: "text/quote-open",
  needs: "front matter",
  runOnStory(context) {
    const paragraphs = joined(passagesOf(context.source), context.source);
    return paragraphs.flatMap((paragraph, index) => {
      const { open, stray } = quotePairs(paragraph.text, context.language);
      const goesOn = open.length === 1 && isTakenUp(paragraph, paragraphs.slice(index + 1));
      const [first] = goesOn ? [] : open;
      const [last] = stray;
      return [
        ...(first === undefined
          ? []
          : [told(context, paragraph, first, "opens here and does not close in its paragraph")]),
        ...(last === undefined
          ? []
          : [told(context, paragraph, last, "closes here and did not open in its paragraph")]),
      ];
    });
  },
};

/** Whether the next paragraph begins with a mark again. A picture, or words pulled out, may stand between. */
function isTakenUp({ kind }: Passage, rest: readonly Passage[]): boolean {
  if (kind === "key") return false;
  const next = rest.find((each) => each.kind !== "aside" && (each.kind !== "quotation" || kind === "quotation"));
  return next?.kind === kind && opensAtStart(next.text);
}

function told(context: StoryContext, { start, key }: Passage, offset: number, what: string): Problem {
  const { story, source } = context;
  return problem({
    code: "text/quote-open",
    file: story.file,
    ...placeAt(source, start + offset),
    story: story.id,
    ...(key === undefined ? {} : { key }),
    message: `A quotation ${what}.`,
    found: source[start + offset] ?? "",
    hint: "Put the other mark where the quotation ends or begins. One that goes on opens in each paragraph and closes in the last.",
  });
}

const opening = /^[\s>*_#\d.)-]*["“”„«»‘'](?=\S)/u;

function opensAtStart(text: string): boolean {
  return opening.test(text);
}

/** Items of one list, rows of one table, stanzas of one quotation: a quotation may open in one and close in another. */
function joined(passages: readonly Passage[], source: string): Passage[] {
  const result: Passage[] = [];
  for (const passage of passages) {
    const before = result.at(-1);
    const gap = before && source.slice(before.start + before.text.length, passage.start);
    const isOneBlock = gap !== undefined && /^[\s>]*$/.test(gap) && before?.kind === passage.kind;
    if (before && gap !== undefined && isOneBlock && ["item", "row", "quotation"].includes(passage.kind)) {
      result[result.length - 1] = { ...before, text: before.text + gap + passage.text };
    } else result.push(passage);
  }
  return result;
}
