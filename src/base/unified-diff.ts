import type { Replacement } from "./apply-edits.ts";

/** Lines shown around a change. */
const around = 3;

interface Block {
  /** 0-based, in the old text. */
  from: number;
  removed: string[];
  added: string[];
}

/**
 * What replacements change in a text, as `diff -u` and `git apply` write it. `file` is its path, with `/`; the replacements
 * are in order and do not meet.
 */
export function unifiedDiff(file: string, old: string, replacements: readonly Replacement[]): string {
  const lines = old === "" ? [] : old.split(/(?<=\n)/);
  const hunks: Block[][] = [];
  for (const block of blocksOf(lines, replacements)) {
    const last = hunks.at(-1)?.at(-1);
    if (last && block.from - (last.from + last.removed.length) <= around * 2) hunks.at(-1)?.push(block);
    else hunks.push([block]);
  }
  let shift = 0;
  const text = hunks.map((blocks) => {
    const made = hunkText(lines, blocks, shift);
    shift += blocks.reduce((sum, { removed, added }) => sum + added.length - removed.length, 0);
    return made;
  });
  return text.length === 0 ? "" : `--- a/${file}\n+++ b/${file}\n${text.join("")}`;
}

/** Runs of lines that change, each as it was and as it becomes. */
function blocksOf(lines: readonly string[], replacements: readonly Replacement[]): Block[] {
  const starts: number[] = [];
  let offset = 0;
  for (const line of lines) {
    starts.push(offset);
    offset += line.length;
  }
  const lineAt = (place: number) =>
    Math.max(
      0,
      starts.findLastIndex((start) => start <= place),
    );
  const groups: { from: number; to: number; own: Replacement[] }[] = [];
  for (const each of replacements) {
    const [from, to] = [lineAt(each.start), lineAt(each.end)];
    const last = groups.at(-1);
    if (last && from <= last.to) {
      last.to = Math.max(last.to, to);
      last.own.push(each);
    } else groups.push({ from, to, own: [each] });
  }
  return groups.map(({ from, to, own }) => {
    const removed = lines.slice(from, to + 1);
    let text = "";
    let at = starts[from] ?? 0;
    const whole = lines.join("");
    for (const { start, end, text: put } of own) {
      text += whole.slice(at, start) + put;
      at = end;
    }
    text += whole.slice(at, (starts[to] ?? 0) + (lines[to]?.length ?? 0));
    return trimmed({ from, removed, added: text === "" ? [] : text.split(/(?<=\n)/) });
  });
}

/** Without lines at either end that stay. */
function trimmed({ from, removed, added }: Block): Block {
  let before = 0;
  while (before < removed.length && before < added.length && removed[before] === added[before]) before += 1;
  let after = 0;
  const most = Math.min(removed.length, added.length) - before;
  while (after < most && removed.at(-1 - after) === added.at(-1 - after)) after += 1;
  return {
    from: from + before,
    removed: removed.slice(before, removed.length - after),
    added: added.slice(before, added.length - after),
  };
}

function hunkText(lines: readonly string[], blocks: readonly Block[], shift: number): string {
  const [first] = blocks;
  const last = blocks.at(-1);
  if (!first || !last) return "";
  const from = Math.max(0, first.from - around);
  const to = Math.min(lines.length, last.from + last.removed.length + around);
  const shown: string[] = [];
  let at = from;
  for (const { from: start, removed, added } of blocks) {
    shown.push(...lines.slice(at, start).map((line) => ` ${line}`));
    shown.push(...removed.map((line) => `-${line}`), ...added.map((line) => `+${line}`));
    at = start + removed.length;
  }
  shown.push(...lines.slice(at, to).map((line) => ` ${line}`));
  const number = (mark: string) => shown.filter((line) => line.startsWith(mark) || line.startsWith(" ")).length;
  const place = (start: number, count: number) => `${count === 0 ? start : start + 1},${count}`;
  const body = shown.map((line) => (line.endsWith("\n") ? line : `${line}\n\\ No newline at end of file\n`)).join("");
  return `@@ -${place(from, number("-"))} +${place(from + shift, number("+"))} @@\n${body}`;
}
