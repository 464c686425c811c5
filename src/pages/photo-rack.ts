import type { Photo } from "../model/story.ts";
import { photoMetadataForView, socialImage } from "../photos/photo-view.ts";
import { type PlannedRendition, planRenditions, type RenditionPlan, renditionsOf } from "../photos/plan-renditions.ts";
import type { PhotoView } from "./views.ts";

/** Where the renditions stand below the output folder. */
export const photoFolder = "photos/";

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
    this.#urlPrefix = `${prefix}/${photoFolder}`;
  }

  view(photo: Photo, placement: "lead" | "inline"): PhotoView {
    const plan = this.#plan(photo, placement);
    let view = this.#views.get(plan);
    if (!view) {
      view = {
        ...photoMetadataForView({ plan, urlPrefix: this.#urlPrefix }),
        ...(isDrawing(photo) && { isDrawing: true }),
      };
      this.#views.set(plan, view);
    }
    return view;
  }

  /** A lead photo's picture for link previews. */
  social(photo: Photo): SocialPicture | undefined {
    return socialImage({ plan: this.#plan(photo, "lead"), urlPrefix: this.#urlPrefix });
  }

  /** Everything asked for so far, one entry a rendition name. */
  renditions(): Map<string, { rendition: PlannedRendition; set: RackedSet }> {
    const renditions = new Map<string, { rendition: PlannedRendition; set: RackedSet }>();
    for (const set of this.#sets.values()) {
      for (const rendition of renditionsOf(set.plan.set)) renditions.set(rendition.name, { rendition, set });
    }
    return renditions;
  }

  #plan(photo: Photo, placement: "lead" | "inline"): RenditionPlan {
    const plans = this.#plans.get(photo) ?? new Map<string, RenditionPlan>();
    this.#plans.set(photo, plans);
    const known = plans.get(placement);
    if (known) return known;
    const plan = planRenditions({
      reading: photo.reading,
      rights: photo.rights,
      alt: photo.alt,
      caption: photo.caption,
      focus: photo.focus,
      placement,
      stem: photo.id,
    });
    plans.set(placement, plan);
    this.#sets.set(
      renditionsOf(plan.set)
        .map(({ name }) => name)
        .join(" "),
      {
        photo: photo.id,
        plan,
        isLeased: photo.isLeased,
      },
    );
    return plan;
  }
}

/**
 * A map, chart or diagram is shown whole. In plain words: what its rights call an illustration and that came as PNG, the
 * format in which graphics desks deliver lines and nobody delivers tones.
 */
function isDrawing({ rights, reading }: Photo): boolean {
  return rights.rights === "illustration" && reading.format === "png";
}
