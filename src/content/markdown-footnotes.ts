import MarkdownIt, { type MarkdownIt as Markdown, type StateCore, type Token } from "markdown-it";
import footnotes, { type FootnoteEnv } from "markdown-it-footnote";

/**
 * Footnotes, `[^1]` and `^[inline]`. The plugin reads them; the step that moves the notes to the end is ours, because the
 * plugin's takes a time that grows with the square of their number, and loses a note that is defined inside another.
 */
export function footnoteRules(md: Markdown): void {
  md.use(footnotes);
  md.core.ruler.at("footnote_tail", moveNotes);
}

function moveNotes(state: StateCore): void {
  const { footnotes: notes } = state.env as FootnoteEnv;
  if (!notes) return;
  const kept: Token[] = [];
  const bodies = new Map<unknown, Token[]>();
  const open: Token[][] = [];
  for (const token of state.tokens) {
    if (token.type === "footnote_reference_open") {
      const body: Token[] = [];
      bodies.set(token.meta?.label, body);
      open.push(body);
    } else if (token.type === "footnote_reference_close") open.pop();
    else (open.at(-1) ?? kept).push(token);
  }
  if (notes.list) {
    kept.push(noteToken("footnote_block_open", 1));
    for (const [id, note] of notes.list.entries()) {
      kept.push(noteToken("footnote_open", 1, { id }));
      const body = note.tokens ? inlineNote(note.content ?? "", note.tokens) : (bodies.get(note.label) ?? []);
      const last = body.at(-1)?.type === "paragraph_close" ? body.pop() : undefined;
      for (const token of body) kept.push(token);
      for (let subId = 0; subId < Math.max(1, note.count ?? 1); subId += 1) {
        kept.push(noteToken("footnote_anchor", 0, { id, subId }));
      }
      if (last) kept.push(last);
      kept.push(noteToken("footnote_close", -1));
    }
    kept.push(noteToken("footnote_block_close", -1));
  }
  state.tokens = kept;
}

function noteToken(type: string, nesting: 1 | 0 | -1, meta: Record<string, unknown> | null = null): Token {
  const token = new MarkdownIt.Token(type, "", nesting);
  token.block = nesting !== 0;
  token.meta = meta;
  return token;
}

function inlineNote(content: string, children: Token[]): Token[] {
  const open = new MarkdownIt.Token("paragraph_open", "p", 1);
  const inline = new MarkdownIt.Token("inline", "", 0);
  const close = new MarkdownIt.Token("paragraph_close", "p", -1);
  for (const token of [open, inline, close]) token.block = true;
  inline.content = content;
  inline.children = children;
  return [open, inline, close];
}
