import { readFileSync } from "node:fs";

/**
 * A reader of TrueType outlines, just large enough for our captions. Text that librsvg sets would change with the
 * machine's fonts; text as paths can't.
 */
export interface Outlines {
  /** Width of a line in units of the type size, with kerning. */
  measure(text: string): number;
  /** SVG path data of one line whose baseline starts at `x`, `y`. */
  path(text: string, x: number, y: number, size: number): string;
}

interface Table {
  start: number;
}

/** Reads a font file. Throws where a table that every TrueType font has is missing. */
export function readOutlines(file: URL): Outlines {
  const bytes = readFileSync(file);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = new Map<string, Table>();
  for (let i = 0; i < view.getUint16(4); i++) {
    const at = 12 + i * 16;
    tables.set(bytes.toString("latin1", at, at + 4), { start: view.getUint32(at + 8) });
  }
  const startOf = (tag: string): number => {
    const table = tables.get(tag);
    if (!table) throw new Error(`${file.pathname}: no table ${tag}`);
    return table.start;
  };
  const em = view.getUint16(startOf("head") + 18);
  const isLong = view.getInt16(startOf("head") + 50) === 1;
  const metrics = view.getUint16(startOf("hhea") + 34);
  const glyphOf = readCharacterMap(view, startOf("cmap"));
  const kern = readKerning(view, tables.get("GPOS")?.start);

  const advance = (glyph: number): number => view.getUint16(startOf("hmtx") + Math.min(glyph, metrics - 1) * 4);
  const place = (glyph: number): number => {
    const at = startOf("loca") + glyph * (isLong ? 4 : 2);
    return isLong ? view.getUint32(at) : view.getUint16(at) * 2;
  };

  const outline = (glyph: number, scale: number, x: number, y: number): string => {
    if (place(glyph) === place(glyph + 1)) return "";
    const at = startOf("glyf") + place(glyph);
    const contours = view.getInt16(at);
    return contours >= 0 ? simple(at, contours, scale, x, y) : composite(at + 10, scale, x, y);
  };

  /** Accented letters are made of two glyphs, each with an offset; scaled parts don't occur in our fonts. */
  const composite = (start: number, scale: number, x: number, y: number): string => {
    let at = start;
    let path = "";
    for (;;) {
      const flags = view.getUint16(at);
      const glyph = view.getUint16(at + 2);
      const isWords = (flags & 1) !== 0;
      const dx = isWords ? view.getInt16(at + 4) : view.getInt8(at + 4);
      const dy = isWords ? view.getInt16(at + 6) : view.getInt8(at + 5);
      path += outline(glyph, scale, x + dx * scale, y - dy * scale);
      at += isWords ? 8 : 6;
      if ((flags & 0x20) === 0) return path;
    }
  };

  const simple = (start: number, contours: number, scale: number, x: number, y: number): string => {
    const ends = Array.from({ length: contours }, (_, i) => view.getUint16(start + 10 + i * 2));
    const count = (ends.at(-1) ?? -1) + 1;
    let at = start + 10 + contours * 2;
    at += 2 + view.getUint16(at);
    const flags: number[] = [];
    while (flags.length < count) {
      const flag = view.getUint8(at++);
      const times = flag & 8 ? view.getUint8(at++) : 0;
      for (let i = 0; i <= times; i++) flags.push(flag);
    }
    const axis = (short: number, same: number): number[] => {
      let value = 0;
      return flags.map((flag) => {
        if (flag & short) value += flag & same ? view.getUint8(at++) : -view.getUint8(at++);
        else if (!(flag & same)) {
          value += view.getInt16(at);
          at += 2;
        }
        return value;
      });
    };
    const xs = axis(2, 16);
    const ys = axis(4, 32);
    let path = "";
    let first = 0;
    for (const end of ends) {
      const points = flags.slice(first, end + 1).map((flag, i) => ({
        on: (flag & 1) === 1,
        x: x + (xs[first + i] ?? 0) * scale,
        y: y - (ys[first + i] ?? 0) * scale,
      }));
      path += contour(points);
      first = end + 1;
    }
    return path;
  };

  const walk = (text: string, visit: (glyph: number, x: number) => void): number => {
    let x = 0;
    let before = -1;
    for (const letter of text) {
      const glyph = glyphOf(letter.codePointAt(0) ?? 0);
      if (before >= 0) x += kern(before, glyph);
      visit(glyph, x);
      x += advance(glyph);
      before = glyph;
    }
    return x;
  };

  return {
    measure: (text) => walk(text, () => {}) / em,
    path: (text, x, y, size) => {
      let path = "";
      walk(text, (glyph, at) => {
        path += outline(glyph, size / em, x + (at * size) / em, y);
      });
      return path;
    },
  };
}

interface Point {
  on: boolean;
  x: number;
  y: number;
}

/** One closed curve; TrueType leaves out the point that lies midway between two control points. */
function contour(points: Point[]): string {
  const first = points.find((point) => point.on) ?? points[0];
  if (!first) return "";
  const from = points.indexOf(first);
  const n = (value: number): string => value.toFixed(2);
  let path = `M${n(first.x)} ${n(first.y)}`;
  let control: Point | undefined;
  for (let i = 1; i <= points.length; i++) {
    const point = points[(from + i) % points.length] ?? first;
    if (point.on) {
      path += control ? `Q${n(control.x)} ${n(control.y)} ${n(point.x)} ${n(point.y)}` : `L${n(point.x)} ${n(point.y)}`;
      control = undefined;
    } else {
      if (control) {
        path += `Q${n(control.x)} ${n(control.y)} ${n((control.x + point.x) / 2)} ${n((control.y + point.y) / 2)}`;
      }
      control = point;
    }
  }
  return `${path}Z`;
}

/** cmap format 4, which covers the Basic Multilingual Plane. */
function readCharacterMap(view: DataView, cmap: number): (code: number) => number {
  let at = 0;
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const offset = cmap + view.getUint32(cmap + 8 + i * 8);
    if (view.getUint16(offset) === 4) at = offset;
  }
  const segments = view.getUint16(at + 6) / 2;
  return (code) => {
    for (let i = 0; i < segments; i++) {
      if (view.getUint16(at + 14 + i * 2) < code) continue;
      const start = view.getUint16(at + 16 + (segments + i) * 2);
      if (start > code) return 0;
      const delta = view.getUint16(at + 16 + (2 * segments + i) * 2);
      const place = at + 16 + (3 * segments + i) * 2;
      const range = view.getUint16(place);
      if (range === 0) return (code + delta) & 0xffff;
      const glyph = view.getUint16(place + range + (code - start) * 2);
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}

/** Pair kerning (GPOS lookup type 2, formats 1 and 2, horizontal advance only): "To" and "AV" need it. */
function readKerning(view: DataView, gpos: number | undefined): (left: number, right: number) => number {
  if (gpos === undefined) return () => 0;
  const lookups = gpos + view.getUint16(gpos + 8);
  const pairs: number[] = [];
  for (let i = 0; i < view.getUint16(lookups); i++) {
    const lookup = lookups + view.getUint16(lookups + 2 + i * 2);
    const type = view.getUint16(lookup);
    for (let j = 0; j < view.getUint16(lookup + 4); j++) {
      const table = lookup + view.getUint16(lookup + 6 + j * 2);
      if (type === 2) pairs.push(table);
      else if (type === 9 && view.getUint16(table + 2) === 2) pairs.push(table + view.getUint32(table + 4));
    }
  }
  /** Index within a coverage table, or −1. */
  const covered = (at: number, glyph: number): number => {
    const count = view.getUint16(at + 2);
    if (view.getUint16(at) === 1) {
      for (let i = 0; i < count; i++) if (view.getUint16(at + 4 + i * 2) === glyph) return i;
      return -1;
    }
    for (let i = 0; i < count; i++) {
      const range = at + 4 + i * 6;
      if (glyph >= view.getUint16(range) && glyph <= view.getUint16(range + 2)) {
        return view.getUint16(range + 4) + glyph - view.getUint16(range);
      }
    }
    return -1;
  };
  const classOf = (at: number, glyph: number): number => {
    if (view.getUint16(at) === 1) {
      const i = glyph - view.getUint16(at + 2);
      return i >= 0 && i < view.getUint16(at + 4) ? view.getUint16(at + 6 + i * 2) : 0;
    }
    for (let i = 0; i < view.getUint16(at + 2); i++) {
      const range = at + 4 + i * 6;
      if (glyph >= view.getUint16(range) && glyph <= view.getUint16(range + 2)) return view.getUint16(range + 4);
    }
    return 0;
  };
  return (left, right) => {
    for (const at of pairs) {
      const index = covered(at + view.getUint16(at + 2), left);
      if (index < 0 || view.getUint16(at + 4) !== 4 || view.getUint16(at + 6) !== 0) continue;
      if (view.getUint16(at) === 1) {
        const set = at + view.getUint16(at + 10 + index * 2);
        for (let i = 0; i < view.getUint16(set); i++) {
          if (view.getUint16(set + 2 + i * 4) === right) return view.getInt16(set + 4 + i * 4);
        }
      } else {
        const a = classOf(at + view.getUint16(at + 8), left);
        const b = classOf(at + view.getUint16(at + 10), right);
        return view.getInt16(at + 16 + (a * view.getUint16(at + 14) + b) * 2);
      }
    }
    return 0;
  };
}
