import { type Problem, sortProblems } from "../base/problem.ts";
import type { Block, Copy } from "./blocks.ts";
import { newAnchors } from "./copy-anchors.ts";
import { type CopyContext, report } from "./copy-context.ts";
import { escapeText } from "./copy-escape.ts";
import { levelHeadings } from "./copy-headings.ts";
import { countWords, excerptOf } from "./copy-measures.ts";
import { normaliseCopy } from "./copy-normalise.ts";
import { replaceShortcodes } from "./copy-shortcodes.ts";
import { assemble, assembleFlow } from "./markdown-assemble.ts";
import { setParseState } from "./markdown-directive-rule.ts";
import { scanDirectives } from "./markdown-directive-scan.ts";
import { markdownParser } from "./markdown-parser.ts";
import { prepareTokens } from "./markdown-prepare.ts";
import { type LeadCredit, settle } from "./markdown-settle.ts";

export interface CopySource {
  /** The markdown below the front matter. */
  source: string;
  /** 1-based line in the file of the source's first line. */
  firstLine: number;
  /** Path under the site folder. */
  file: string;
  /** BCP 47. */
  language: string;
  /** IANA zone for date-times without an offset. */
  zone: string;
  /** The story's id, for its problems. */
  story?: string;
}

/**
 * A story's copy as typed blocks, with what other rooms ask of it, and all that is wrong with it. Never throws, whatever
 * the source; its HTML holds only what the allow-list of sanitise*.ts names.
 */
export function renderCopy(input: CopySource): { copy: Copy; problems: Problem[] } {
  try {
    return render(input);
  } catch {
    const context = contextOf(input, input.source);
    report(context, {
      code: "copy/unreadable",
      line: input.firstLine,
      message: "Broadsheet failed on this copy; its text was printed without any of its marks.",
    });
    const html = input.source
      .split(/\n\s*\n/)
      .map((part) => escapeText(part).trim())
      .filter((part) => part !== "")
      .map((part) => `<p>${part}</p>\n`)
      .join("");
    return { copy: copyOf(html === "" ? [] : [{ kind: "html", html }], context, {}), problems: context.problems };
  }
}

function render(input: CopySource): { copy: Copy; problems: Problem[] } {
  const typed = normaliseCopy(input.source);
  const context = contextOf(input, typed);
  const text = replaceShortcodes(typed, context);

  const md = markdownParser(input.language);
  const env = {};
  setParseState(env, { context, directives: scanDirectives(text), droppedCloses: new Set() });
  const tokens = md.parse(text, env);
  prepareTokens(tokens, context);

  const notesAt = tokens.findIndex((token) => token.type === "footnote_block_open");
  const lead: LeadCredit = {};
  const assembly = { md, env, context, lead };
  const pieces = assemble(notesAt === -1 ? tokens : tokens.slice(0, notesAt), assembly);
  const notes = notesAt === -1 ? undefined : assembleFlow(tokens.slice(notesAt), assembly);
  const blocks = settle(notes ? [...pieces, ...notes.lifted] : pieces, lead, context);
  if (notes && notes.html.trim() !== "") blocks.push({ kind: "footnotes", html: notes.html });
  levelHeadings(blocks);
  return { copy: copyOf(blocks, context, lead), problems: sortProblems(context.problems) };
}

function contextOf({ file, story, language, zone, firstLine }: CopySource, text: string): CopyContext {
  return {
    file,
    story,
    language,
    zone,
    firstLine,
    sourceLines: text.split("\n"),
    problems: [],
    anchors: newAnchors(),
    links: new Map(),
    stash: [],
  };
}

function copyOf(blocks: Block[], context: CopyContext, lead: LeadCredit): Copy {
  return {
    blocks,
    words: countWords(blocks, context.language),
    excerpt: excerptOf(blocks),
    links: Array.from(context.links, ([href, line]) => ({ href, line })).sort((a, b) => a.line - b.line),
    anchors: context.anchors.defined,
    ...(lead.found ? { leadCredit: lead.found } : {}),
  };
}
