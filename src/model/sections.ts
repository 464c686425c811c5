import type { Sections } from "../content/data-schemas.ts";

export interface SectionNode {
  key: string;
  record: Sections[string];
  parent?: string;
  /** In the order of sections.yaml. */
  children: string[];
  /** The section itself, then its ancestors, nearest first. */
  line: string[];
}

/** The sections as a tree. A parent that would close a circle is left out (content reports it). */
export function sectionTree(sections: Sections): Map<string, SectionNode> {
  const tree = new Map<string, SectionNode>();
  for (const [key, record] of Object.entries(sections)) {
    const line = lineOf(key, sections);
    const parent = line[1];
    tree.set(key, { key, record, children: [], line, ...(parent !== undefined && { parent }) });
  }
  for (const node of tree.values()) if (node.parent) tree.get(node.parent)?.children.push(node.key);
  return tree;
}

function lineOf(key: string, sections: Sections): string[] {
  const line = [key];
  for (let parent = sections[key]?.parent; parent && sections[parent]; parent = sections[parent]?.parent) {
    if (line.includes(parent)) break;
    line.push(parent);
  }
  return line;
}
