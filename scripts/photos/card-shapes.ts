import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../../src/engine.ts";
import type { Size } from "../../src/photos/crop.ts";

const cardStyle = "_includes/components/card/card.css";

/** The shapes that the site's cards give their pictures, read from its own style where it has one, each once. */
export function cardShapes(site: string): Size[] {
  const file = [site, projectFolder].map((root) => join(root, cardStyle)).find((path) => existsSync(path));
  if (file === undefined) return [];
  const found = readFileSync(file, "utf8").matchAll(/aspect-ratio:\s*(\d+(?:\.\d+)?)\s*\/\s*(\d+(?:\.\d+)?)/g);
  const shapes = [...found].map(([, width, height]) => ({ width: Number(width), height: Number(height) }));
  const sound = shapes.filter(({ width, height }) => width > 0 && height > 0);
  return [...new Map(sound.map((shape) => [shape.width / shape.height, shape])).values()];
}
