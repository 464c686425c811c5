/** A run of text that both versions have, or one alone. */
export interface DifferenceRun {
  kind: "same" | "deleted" | "inserted";
  text: string;
}

// Beyond so many comparisons (20 ms) two texts are taken for wholly different: nobody could read such a difference.
const mostComparisons = 4_000_000;

/**
 * The paragraphs that differ between two versions of a text, each as runs of words; those that are the same are left out. A
 * paragraph that was rewritten is set against the one that took its place; one without a counterpart is one run.
 */
export function paragraphDifferences(before: readonly string[], after: readonly string[]): DifferenceRun[][] {
  const differences: DifferenceRun[][] = [];
  let deleted: string[] = [];
  let inserted: string[] = [];
  const settle = () => {
    differences.push(...settleGap(deleted, inserted));
    deleted = [];
    inserted = [];
  };
  for (const { kind, item } of alignment(before, after)) {
    if (kind === "same") settle();
    else (kind === "deleted" ? deleted : inserted).push(item);
  }
  settle();
  return differences;
}

/** Two texts word by word: what was taken out stands before what was put in its place. Spaces and stops alone part no change. */
export function wordDifference(before: string, after: string): DifferenceRun[] {
  const runs: DifferenceRun[] = [];
  const steps = alignment(wordsOf(before), wordsOf(after));
  let deleted = "";
  let inserted = "";
  let between = "";
  const settle = () => {
    if (deleted !== "") runs.push({ kind: "deleted", text: deleted });
    if (inserted !== "") runs.push({ kind: "inserted", text: inserted });
    deleted = "";
    inserted = "";
    if (between !== "") runs.push({ kind: "same", text: between });
    between = "";
  };
  for (const { kind, item } of steps) {
    if (kind === "same") {
      between += item;
      if (/[\p{L}\p{N}]/u.test(item)) settle();
      continue;
    }
    if (deleted !== "" || inserted !== "") {
      deleted += between;
      inserted += between;
      between = "";
    } else settle();
    if (kind === "deleted") deleted += item;
    else inserted += item;
  }
  settle();
  return joined(runs);
}

/** Words with their marks, spaces, and each other character by itself. */
function wordsOf(text: string): string[] {
  return text.match(/\s+|(?:[\p{L}\p{M}\p{N}'’_]|\u200c|\u200d)+|./gsu) ?? [];
}

function joined(runs: readonly DifferenceRun[]): DifferenceRun[] {
  const whole: DifferenceRun[] = [];
  for (const run of runs) {
    const last = whole.at(-1);
    if (last?.kind === run.kind) last.text += run.text;
    else whole.push({ ...run });
  }
  return whole;
}

/** Sets the paragraphs that went against those that came: the pairs, in order, that have the most words in common. */
function settleGap(deleted: readonly string[], inserted: readonly string[]): DifferenceRun[][] {
  const [rows, columns] = [deleted.length, inserted.length];
  const alone = (kind: "deleted" | "inserted", text: string): DifferenceRun[] => [{ kind, text }];
  if (rows === 0 || columns === 0 || rows * columns > 10_000) {
    return [...deleted.map((text) => alone("deleted", text)), ...inserted.map((text) => alone("inserted", text))];
  }
  const [before, after] = [deleted.map(wordCounts), inserted.map(wordCounts)];
  const likeness = (row: number, column: number) => likenessOf(before[row], after[column]);
  const best = Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1));
  const at = (row: number, column: number) => best[row]?.[column] ?? 0;
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      const paired = likeness(row, column) + at(row + 1, column + 1);
      const line = best[row];
      if (line) line[column] = Math.max(paired, at(row + 1, column), at(row, column + 1));
    }
  }
  const differences: DifferenceRun[][] = [];
  let [row, column] = [0, 0];
  while (row < rows && column < columns) {
    const like = likeness(row, column);
    const isPair = like > 0 && at(row, column) === like + at(row + 1, column + 1);
    const isDeleted = !isPair && at(row, column) === at(row + 1, column);
    const [old = "", fresh = ""] = [deleted[row], inserted[column]];
    if (isPair) differences.push(wordDifference(old, fresh));
    else differences.push(isDeleted ? alone("deleted", old) : alone("inserted", fresh));
    if (isPair || isDeleted) row += 1;
    if (isPair || !isDeleted) column += 1;
  }
  return [
    ...differences,
    ...deleted.slice(row).map((text) => alone("deleted", text)),
    ...inserted.slice(column).map((text) => alone("inserted", text)),
  ];
}

function wordCounts(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of wordsOf(text)) {
    if (/[\p{L}\p{N}]/u.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

// Paragraphs with less than this share of their words in common are two paragraphs, not one rewritten.
const leastLikeness = 0.3;

/** 0–1: the share of words that two paragraphs have in common; 0 below the least that counts. */
function likenessOf(one: Map<string, number> | undefined, other: Map<string, number> | undefined): number {
  if (!one || !other) return 0;
  let common = 0;
  for (const [word, count] of one) common += Math.min(count, other.get(word) ?? 0);
  const sum = (counts: Map<string, number>) => counts.values().reduce((total, count) => total + count, 0);
  const all = sum(one) + sum(other);
  const share = all === 0 ? 0 : (2 * common) / all;
  return share < leastLikeness ? 0 : share;
}

interface Step {
  kind: DifferenceRun["kind"];
  item: string;
}

/** The longest common sequence of two lists, with what only one of them has in between: deleted before inserted. */
function alignment(before: readonly string[], after: readonly string[]): Step[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let [rows, columns] = [before.length, after.length];
  while (rows > start && columns > start && before[rows - 1] === after[columns - 1]) {
    rows -= 1;
    columns -= 1;
  }
  const same = (item: string): Step => ({ kind: "same", item });
  return [
    ...before.slice(0, start).map(same),
    ...middleAlignment(before.slice(start, rows), after.slice(start, columns)),
    ...before.slice(rows).map(same),
  ];
}

function middleAlignment(before: readonly string[], after: readonly string[]): Step[] {
  const [rows, columns] = [before.length, after.length];
  const width = columns + 1;
  const deleted = (item: string): Step => ({ kind: "deleted", item });
  const inserted = (item: string): Step => ({ kind: "inserted", item });
  if (rows * columns > mostComparisons) return [...before.map(deleted), ...after.map(inserted)];
  // Lengths of the longest common sequence of what is left from each pair of places.
  const lengths = new Uint32Array((rows + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const steps: Step[] = [];
  let [row, column] = [0, 0];
  while (row < rows || column < columns) {
    const [old = "", fresh = ""] = [before[row], after[column]];
    if (row < rows && column < columns && old === fresh) {
      steps.push({ kind: "same", item: old });
      row += 1;
      column += 1;
    } else if (row < rows && (column === columns || at(row + 1, column) >= at(row, column + 1))) {
      steps.push(deleted(old));
      row += 1;
    } else {
      steps.push(inserted(fresh));
      column += 1;
    }
  }
  return steps;
}
