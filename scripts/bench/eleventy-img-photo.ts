import { readFileSync } from "node:fs";
import Image from "@11ty/eleventy-img";
import { recipe } from "../../src/photos/recipe.ts";

// Run by bench-photos.ts in a process of its own, so that neither's settings of sharp are the other's:
// node eleventy-img-photo.ts PHOTO OUTPUT default|same

/** What eleventy-img took to make one photo's files. */
export interface EleventyImgCost {
  files: number;
  bytes: number;
  /** s, user and system. */
  cpu: number;
  /** How many of the files say whose photo it is. */
  credited: number;
}

const [, , photo = "", outputDir = "", which = ""] = process.argv;
const shared = { outputDir, useCache: false };

/** Its own recipe at our widths; or our formats, widths and settings. It makes no crops. */
const calls =
  which === "default"
    ? [{ ...shared, widths: [...recipe.avif.widths] }]
    : [
        { ...shared, formats: ["avif"], widths: [...recipe.avif.widths], sharpAvifOptions: recipe.avif.options },
        { ...shared, formats: ["jpeg"], widths: [...recipe.jpeg.widths], sharpJpegOptions: recipe.jpeg.options },
      ];

await Image(photo, { ...shared, widths: [16], formats: ["jpeg"] }); // what starts only once is not the photo's
const before = process.cpuUsage();
const made: string[] = [];
for (const call of calls) {
  const byFormat = await Image(photo, call);
  made.push(...Object.values(byFormat).flatMap((files) => files.map(({ outputPath }) => outputPath)));
}
const { user, system } = process.cpuUsage(before);
const files = made.map((path) => readFileSync(path));
const cost: EleventyImgCost = {
  files: files.length,
  bytes: files.reduce((sum, file) => sum + file.length, 0),
  cpu: (user + system) / 1e6,
  credited: files.filter((file) => file.includes("photoshop:Credit")).length,
};
console.log(JSON.stringify(cost));
