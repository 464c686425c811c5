import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { demo } from "./demo-site.ts";

/** One page of the built demo. */
export interface DemoPage {
  /** Path below the output folder: `hi/index.html`. */
  file: string;
  /** Its address, decoded: `/hi/`. */
  address: string;
  html: string;
  /** Id of the story that it is the page of. */
  story?: string;
}

/** Paths of all files below a folder, with slashes, sorted. */
export function walkFolder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join("/"),
    )
    .sort();
}

/** Every file of the built demo. Throws where it was not built. */
export function demoFiles(): string[] {
  if (!existsSync(join(demo.output, "build-manifest.json")))
    throw new Error(`There is no built site in ${demo.output}.`);
  return walkFolder(demo.output);
}

/** Every HTML page of the built demo. */
export function demoPages(): DemoPage[] {
  const manifest = JSON.parse(readFileSync(join(demo.output, "build-manifest.json"), "utf8")) as {
    files: { path: string; story?: string }[];
  };
  const stories = new Map(manifest.files.map(({ path, story }) => [path, story]));
  return demoFiles()
    .filter((file) => file.endsWith(".html"))
    .map((file) => {
      const story = stories.get(file);
      return {
        file,
        address: `/${file.replace(/(^|\/)index\.html$/, "$1")}`,
        html: readFileSync(join(demo.output, file), "utf8"),
        ...(story !== undefined && { story }),
      };
    });
}
