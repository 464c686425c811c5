import type { Photo } from "../model/story.ts";
import {
  type PhotoAddresses,
  photoMetadataForView,
  type RenditionMetadata,
  renditionMetadata,
  socialImage,
} from "../photos/photo-view.ts";
import { type PlannedRendition, planRenditions, type RenditionPlan, renditionsOf } from "../photos/plan-renditions.ts";
import type { PhotoView } from "./views-parts.ts";

/** Where the renditions stand below the output folder. */
const photoFolder = "photos/";

/**
 * What never leaves, and what a lease may take away, in two folders side by side: a host then needs one rule for each, and
 * no address has two (Cloudflare Pages joins the values of rules that overlap, Netlify too). A photo whose lease comes or
 * goes moves from one to the other: its old address was promised for another time.
 */
export const keptFolder = `${photoFolder}kept/`;
export const leasedFolder = `${photoFolder}leased/`;

/** A picture for link previews: address and size in px. */
export interface SocialPicture {
  url: string;
  width: number;
  height: number;
}

/** One photo's set, as the pages asked for it: what is to be made from which file. */
export interface RackedSet {
  /** The photo's id: its path under articles/. */
  photo: string;
  plan: RenditionPlan;
  isLeased: boolean;
  /** Whether every use of it may leave the web for an edition. */
  isOffline: boolean;
}

/** One file that the pages asked for. */
export interface RackedRendition {
  rendition: PlannedRendition;
  set: RackedSet;
}

/**
 * Plans the renditions of every photo that a page shows, and remembers them: what no page asked for is never made. The same
 * photo with the same words and rights is one set, wherever it stands.
 */
export class PhotoRack {
  readonly #urlPrefix: string;
  readonly #plans = new Map<Photo, Map<string, RenditionPlan>>();
  readonly #views = new Map<RenditionPlan, PhotoView>();
  readonly #sets = new Map<string, RackedSet>();

  /** `prefix`: the outlet's path prefix, without a slash at the end. */
  constructor(prefix: string) {
    this.#urlPrefix = `${prefix}/`;
  }

  /** `lead` where a story's own page shows its lead photo: that gets the crops, which cards do without. */
  view(photo: Photo, placement: "lead" | "inline"): PhotoView {
    const plan = this.#plan(photo, placement);
    let view = this.#views.get(plan);
    if (!view) {
      view = {
        ...photoMetadataForView(this.#addresses(photo, plan)),
        ...(isDrawing(photo) && { isDrawing: true }),
        ...(!photo.scopes.offline && { isWebOnly: true }),
      };
      this.#views.set(plan, view);
    }
    return view;
  }

  /** A lead photo's picture for link previews. */
  social(photo: Photo): SocialPicture | undefined {
    return socialImage(this.#addresses(photo, this.#plan(photo, "lead")));
  }

  /** A story's lead photo in the shapes that search engines ask for, widest shape first; empty where it is too small. */
  crops(photo: Photo): RenditionMetadata[] {
    const plan = this.#plan(photo, "lead");
    return plan.set.crops.map((crop) => renditionMetadata(crop, this.#addresses(photo, plan)));
  }

  /** Everything asked for so far, by its path below the output folder. */
  renditions(): Map<string, RackedRendition> {
    const renditions = new Map<string, RackedRendition>();
    // Small sets first: a file that a lead's set holds too is then made with that set, in its one decode.
    const sets = [...this.#sets.values()].sort((a, b) => a.plan.set.crops.length - b.plan.set.crops.length);
    for (const set of sets) {
      const folder = set.isLeased ? leasedFolder : keptFolder;
      for (const rendition of renditionsOf(set.plan.set)) renditions.set(folder + rendition.name, { rendition, set });
    }
    return renditions;
  }

  #addresses(photo: Photo, plan: RenditionPlan): PhotoAddresses {
    const outputFolder = photo.isLeased ? leasedFolder : keptFolder;
    return { plan, urlPrefix: this.#urlPrefix + outputFolder, outputFolder };
  }

  #plan(photo: Photo, placement: "lead" | "inline"): RenditionPlan {
    const plans = this.#plans.get(photo) ?? new Map<string, RenditionPlan>();
    this.#plans.set(photo, plans);
    const known = plans.get(placement);
    if (known) return known;
    const plan = planPhoto(photo, placement);
    plans.set(placement, plan);
    const key = [photo.isLeased ? "leased" : "kept", ...renditionsOf(plan.set).map(({ name }) => name)].join(" ");
    const isOffline = photo.scopes.offline && this.#sets.get(key)?.isOffline !== false;
    this.#sets.set(key, { photo: photo.id, plan, isLeased: photo.isLeased, isOffline });
    return plan;
  }
}

/** All files of a photo as pages show it: `lead` on its story's own page, and on cards, which share those files. */
export function planPhoto(photo: Photo, placement: "lead" | "inline"): RenditionPlan {
  return planRenditions({
    reading: photo.reading,
    rights: photo.rights,
    alt: photo.alt,
    caption: photo.caption,
    altLanguage: photo.altLanguage,
    captionLanguage: photo.captionLanguage,
    focus: photo.focus,
    placement,
    stem: photo.id,
    hasCrops: placement === "lead",
  });
}

/**
 * A map, chart or diagram is shown whole. In plain words: what its rights call an illustration and that came as PNG, the
 * format in which graphics desks deliver lines and nobody delivers tones; and every SVG.
 */
export function isDrawing({ rights, reading }: Photo): boolean {
  return reading.format === "svg" || (rights.rights === "illustration" && reading.format === "png");
}
