import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { stringify } from "yaml";
import { walkFiles } from "../../src/base/files.ts";

/** A site folder of a test's own, and places for its outputs and caches; all below one temporary folder. */
export class SiteFolder {
  readonly base = mkdtempSync(join(tmpdir(), "broadsheet-"));
  readonly site = join(this.base, "site");

  path(name: string): string {
    return join(this.base, name);
  }

  write(file: string, data: string | Buffer): void {
    const path = join(this.site, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, data);
  }

  writeYaml(file: string, value: unknown): void {
    this.write(file, stringify(value, { lineWidth: 0 }));
  }

  writeStory(id: string, frontMatter: Record<string, unknown>, copy = "A paragraph of the story.\n"): void {
    this.write(`articles/${id}.md`, `---\n${stringify(frontMatter, { lineWidth: 0 })}---\n\n${copy}`);
  }

  remove(file: string): void {
    rmSync(join(this.site, file), { force: true });
  }

  close(): void {
    rmSync(this.base, { recursive: true, force: true });
  }
}

/** The least that a site needs: two sections, three languages; `outlet`: more keys of outlet.yaml. */
export function smallSite(outlet: Record<string, unknown> = {}): SiteFolder {
  const folder = new SiteFolder();
  folder.writeYaml("_data/outlet.yaml", {
    name: "The Test",
    url: "https://test.example",
    timeZone: "Asia/Kolkata",
    languages: [
      { code: "en", name: "English", locale: "en-IN" },
      { code: "hi", name: "हिन्दी", locale: "hi-IN-u-nu-latn" },
      { code: "ur", name: "اردو", locale: "ur-IN-u-nu-latn" },
    ],
    perPage: 5,
    ...outlet,
  });
  folder.writeYaml("_data/sections.yaml", {
    world: { name: "World" },
    sport: { name: "Sport" },
    cricket: { name: "Cricket", parent: "sport" },
  });
  folder.writeYaml("_data/contributors.yaml", {
    "news-desk": { name: "News desk" },
    "sport-desk": { name: "Sport desk" },
  });
  return folder;
}

/** A small JPEG of one colour, without metadata. */
export function plainPhoto(red: number, green: number, blue: number, width = 96, height = 64): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: { r: red, g: green, b: blue } } })
    .jpeg()
    .toBuffer();
}

/** Every file of a folder with its bytes. */
export function readFolder(folder: string): Map<string, Buffer> {
  return new Map(walkFiles(folder).map((name) => [name, readFileSync(join(folder, name))]));
}

/** Names of the files that are in one folder only, or differ. */
export function differences(one: string, other: string): string[] {
  const [first, second] = [readFolder(one), readFolder(other)];
  const names = new Set([...first.keys(), ...second.keys()]);
  return [...names].filter((name) => !first.get(name)?.equals(second.get(name) ?? Buffer.alloc(0))).sort();
}
