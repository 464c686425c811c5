import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, relative, resolve } from "node:path";
import { toPosix } from "./base/files.ts";
import { nearest } from "./base/text.ts";
import { isPicture } from "./content/photo-files.ts";
import type { Sidecar } from "./content/photo-schema.ts";
import type { SiteContent } from "./content/site-content.ts";
import type { SiteFiles } from "./content/site-files.ts";
import { isRenditionOf, renditionStem } from "./photos/forget-photo.ts";
import type { SitePlan } from "./plan-site.ts";

export interface FindPhotoInput {
  /** A path, an id, or the name or address of a file that was made of the photo. */
  query: string;
  /** The site's files below articles/. */
  files: SiteFiles;
  content: SiteContent;
  plan: SitePlan | undefined;
  /** Folder from which a relative path counts. */
  from: string;
}

export interface FoundPhotos {
  /** Paths under articles/; more than one where a name stands for several photos. */
  ids: string[];
  /** The id that was probably meant, where there is none. */
  near?: string;
}

/** The photo that somebody at the picture desk means, by whatever they have at hand. */
export function findPhoto({ query, files, content, plan, from }: FindPhotoInput): FoundPhotos {
  const known = knownIds(files, content);
  for (const id of pathIds(query, files.root, from)) if (known.has(id)) return { ids: [id] };
  const name = nameOf(query);
  const planned = plan ? ofPlan(name, plan) : [];
  if (planned.length > 0) return { ids: planned };
  const killed = content.killedPhotos.filter(({ kill }) => kill.renditions?.some((each) => nameOf(each) === name));
  if (killed.length > 0) return { ids: killed.map(({ id }) => id) };
  const ofStem = [...known].filter((id) => isRenditionOf(renditionStem(id), name));
  if (ofStem.length > 0) return { ids: ofStem.sort() };
  const plain = query.normalize("NFC").replace(/^.*articles\//, "");
  const near = nearest(plain, known, 0.25) ?? [...known].find((id) => basename(id) === basename(plain));
  return { ids: [], ...(near !== undefined && { near }) };
}

/** Every picture under articles/, and those that only a sidecar tells of. */
export function knownIds(files: SiteFiles, content: SiteContent): Set<string> {
  const pictures = files.paths.filter((path) => path.startsWith("articles/") && isPicture(path));
  const aside = files.paths.map((path) => path.replace(/\.ya?ml$/i, "")).filter((path) => isPicture(path));
  const ids = [...pictures, ...aside].map((path) => path.slice("articles/".length));
  return new Set([...ids, ...content.photos.keys(), ...content.killedPhotos.map(({ id }) => id)]);
}

/** What a photo's sidecar says of it; of one whose original is not at hand, at least which bytes it means. */
export function sidecarRecord(id: string, content: SiteContent, files: SiteFiles): Sidecar | undefined {
  const kill = content.killedPhotos.find((killed) => killed.id === id);
  const known = content.photos.get(id)?.sidecar ?? kill?.sidecar;
  if (known) return known;
  const file = [`articles/${id}.yaml`, `articles/${id}.yml`].find((name) => files.has(name));
  const text = file === undefined ? "" : readFileSync(files.onDisk(file), "utf8");
  const original = /^["']?original["']?\s*:\s*["']?([0-9a-f]{64})\b/m.exec(text)?.[1];
  return original === undefined ? undefined : { original };
}

/** Ids that a path may mean: from the folder where the command was given, from the site, or from articles/. */
function pathIds(query: string, root: string, from: string): string[] {
  const articles = resolve(root, "articles");
  const clean = query.replace(/\.ya?ml$/i, "");
  const paths = [resolve(from, clean), resolve(root, clean), resolve(articles, clean)];
  const real = existsSync(articles) ? realpathSync(articles) : articles;
  return paths.flatMap((path) => {
    const followed = statSync(path, { throwIfNoEntry: false }) ? realpathSync(path) : path;
    return [relative(articles, path), relative(real, followed)]
      .map((inside) => toPosix(inside).normalize("NFC"))
      .filter((inside) => inside !== "" && !inside.startsWith("..") && !inside.startsWith("/"));
  });
}

/** The last part of an address or a path, decoded: `harbour-3f2a9c0d1e4b5a67-640.avif`. */
function nameOf(query: string): string {
  const path = query.replace(/[?#].*$/s, "");
  const last = path.split(/[/\\]/).at(-1) ?? path;
  try {
    return decodeURIComponent(last).normalize("NFC");
  } catch {
    return last.normalize("NFC");
  }
}

function ofPlan(name: string, plan: SitePlan): string[] {
  const ids = new Set<string>();
  for (const { rendition, set } of plan.rack.renditions().values()) if (rendition.name === name) ids.add(set.photo);
  for (const { plan: card, photo } of plan.cards.cards().values()) {
    if (card.name === name && photo !== undefined) ids.add(photo);
  }
  return [...ids].sort();
}
