// What in a story's copy is no reader's word, covered character by character: code, tags, comments, addresses, the names
// and attributes of directives. Done on the text that the writer typed, for only there a place is a line and a column.
// Every pattern is linear, for copy may be anything.

/** Stands for each covered character. */
export const cover = "\ufffc";

function covered(text: string): string {
  return text.replace(/[^\n]/g, cover);
}

/** A text of the front matter without its addresses. As long as before. */
export function mask(text: string): string {
  return maskAddresses(text);
}

/** Copy without what is no reader's word. As long as before, lines where they were. */
export function maskCopy(body: string): string {
  return maskInline(maskBlocks(body.replace(/<!--[\s\S]*?(?:-->|$)/g, covered)));
}

/** Whether nothing of a line can be read. */
export function isCoveredLine(line: string): boolean {
  return /^[\s>\ufffc]*$/.test(line);
}

function maskBlocks(body: string): string {
  let fence: string | undefined;
  const lines = body.split("\n").map((line) => {
    const mark = /^[ \t>]*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) && /^[ \t>]*[`~]+\s*$/.test(line)) fence = undefined;
      return covered(line);
    }
    if (mark !== undefined) {
      fence = mark;
      return covered(line);
    }
    if (/^\s*:{3,}/.test(line)) return maskDirective(line);
    // `[name]: address`, but not a footnote's text.
    if (/^ {0,3}\[(?!\^)[^\]]{1,200}\]:\s*\S/.test(line)) return covered(line);
    return line;
  });
  return lines.join("\n");
}

const wordAttribute = /(?<=[\s{,;](?:title|caption|alt|headline)\s{0,5}=\s{0,5}["“”„«])[^"“”„»]+/g;

function maskDirective(line: string): string {
  let result = covered(line);
  for (const { index, 0: value } of line.matchAll(wordAttribute)) {
    result = result.slice(0, index) + maskAddresses(value) + result.slice(index + value.length);
  }
  return result;
}

function maskInline(text: string): string {
  const plain = maskCodeSpans(text)
    .replace(/<[A-Za-z/!?][^<>]{0,2000}>/g, covered)
    .replace(
      /(?<=\])\((?:<[^<>\n]{0,2000}>|[^\s()<>]{0,2000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,2000})?)(?=[\s)])/g,
      covered,
    )
    // The quotation marks around a title are markdown's.
    .replace(/(?<=\ufffc\s{1,3})"(?=[^"\n]{0,1000}"\))|(?<=\ufffc\s{1,3}"[^"\n]{0,1000})"(?=\))/g, cover)
    .replace(/\[\^[^\]\s]{1,100}\]:?/g, covered)
    .replace(/&(?:[a-z]{2,8}|#\d{1,6}|#x[0-9a-f]{1,6});/gi, covered);
  return maskAddresses(plain);
}

/** Runs of as many backticks, and what is between them in one paragraph. */
function maskCodeSpans(text: string): string {
  if (!text.includes("`")) return text;
  return text
    .split(/(\n[ \t]*\n)/)
    .map((paragraph) => {
      const runs = [...paragraph.matchAll(/`+/g)];
      // Runs by their length, the last of them first, so that those which lie behind are taken off the end.
      const later = Map.groupBy(runs.keys(), (index) => runs[index]?.[0].length);
      for (const places of later.values()) places.reverse();
      const spans: Span[] = [];
      for (let index = 0; index < runs.length; index += 1) {
        const places = later.get(runs[index]?.[0].length) ?? [];
        while ((places.at(-1) ?? Number.POSITIVE_INFINITY) <= index) places.pop();
        const close = places.at(-1);
        const [run, end] = [runs[index], close === undefined ? undefined : runs[close]];
        if (!run || !end || close === undefined) continue;
        spans.push({ start: run.index, end: end.index + end[0].length });
        index = close;
      }
      return coverSpans(paragraph, spans);
    })
    .join("");
}

/** From and to offsets of a text. */
interface Span {
  start: number;
  end: number;
}

/** A text with spans of it covered, which come in the order of their beginnings and may overlap. */
function coverSpans(text: string, spans: readonly Span[]): string {
  let result = "";
  let at = 0;
  for (const { start, end } of spans) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    result += text.slice(at, from) + covered(text.slice(from, end));
    at = end;
  }
  return result + text.slice(at);
}

const hostLike =
  /(?<![\p{L}\p{N}.-])(?:[a-z0-9-]{1,63}\.){1,4}(?:com|org|net|in|gov|edu|int|io|co|uk|news|dev|app|info|example|test)(?![\p{L}\p{N}-])(?:[/?#][^\s<>"“”]{0,2000})?/giu;

function maskAddresses(text: string): string {
  if (!/[.@]/.test(text)) return text;
  const urls = text.replace(/\b(?:https?:\/\/|www\.)[^\s<>"“”]{1,2000}/gi, covered);
  const spans: Span[] = [];
  for (const { index } of urls.matchAll(/@/g)) {
    const before = /[\w.+-]{1,64}$/.exec(urls.slice(Math.max(0, index - 64), index))?.[0] ?? "";
    const after = /^[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}/.exec(urls.slice(index + 1, index + 260))?.[0] ?? "";
    if (after !== "") spans.push({ start: index - before.length, end: index + 1 + after.length });
  }
  return coverSpans(urls, spans).replace(hostLike, covered);
}
