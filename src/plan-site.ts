// The one place that lists all that the site consists of.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf, stableJson } from "./base/digest.ts";
import { type Pace, withoutPauses } from "./base/pace.ts";
import type { Problem } from "./base/problem.ts";
import type { Store } from "./base/store.ts";
import type { OpenedSite } from "./build.ts";
import { applyChecks } from "./content/apply-checks.ts";
import type { SiteContent } from "./content/site-content.ts";
import { blocksOf } from "./content/story-blocks.ts";
import { duplicatePaths } from "./duplicate-paths.ts";
import { projectFolder } from "./engine.ts";
import { type FindPlanned, plannedFinder } from "./find-planned.ts";
import type { Newsroom } from "./model/newsroom.ts";
import { manifestIcons, siteAssets, squareIcon } from "./outlet-pictures.ts";
import { readAssets } from "./pages/assets.ts";
import { CardRack, cardColours } from "./pages/card-rack.ts";
import type { PageAssets } from "./pages/eleventy-plugin.ts";
import { inNewsroom, type NeighboursOf, neighboursIn } from "./pages/neighbourhood.ts";
import { PageBaseFactory } from "./pages/page-base.ts";
import { PhotoRack } from "./pages/photo-rack.ts";
import { planPages, planPagesByKind, planPagesOfKind } from "./pages/plan-pages.ts";
import type { PlannedFile } from "./pages/planned-file.ts";
import { TemplateFolders } from "./pages/templates.ts";
import { ViewContext } from "./pages/view-context.ts";
import type { Layout } from "./pages/views.ts";
import { planEditions } from "./plan-editions.ts";
import { planLooks } from "./plan-looks.ts";
import { planOffline } from "./plan-offline.ts";
import { plannedSignature } from "./plan-signature.ts";
import { planTexts } from "./plan-texts.ts";
import { unportablePaths } from "./portable-paths.ts";
import { publishedAssets } from "./published-assets.ts";
import { storyHistories } from "./story-histories.ts";
import { hostProblems } from "./syndication/host-files.ts";

/** Every file that the site consists of, with all that making them takes. */
export interface SitePlan {
  files: PlannedFile[];
  context: ViewContext;
  rack: PhotoRack;
  cards: CardRack;
  base: PageBaseFactory;
  folders: TemplateFolders;
  pageAssets: (layout: Layout, language: string) => PageAssets;
  /** By the photo's id. */
  photoFiles: SiteContent["photos"];
  problems: Problem[];
  /** One of the files; feeds, sitemaps and the like complete in a list's plan too: for a preview, which makes what is asked for. */
  find: FindPlanned;
  /** The pages of a newsroom that differs in one story's own words alone (`withStory`): all else of the plan stands. */
  withNewsroom: (newsroom: Newsroom) => SitePlan;
}

export interface PlanSiteInput {
  site: string;
  store: Store;
  opened: OpenedSite;
  engine: string;
  /** Default: without pauses. */
  pace?: Pace;
}

/** Lists the whole site. Reads templates, styles and assets; makes nothing. */
export async function planSite(input: PlanSiteInput): Promise<SitePlan> {
  return await planOrList(input, false);
}

/** The same, or only what a list of addresses takes: then no view is made and no digest (see `listSite`). */
export async function planOrList(
  { site, store, opened, engine, pace = withoutPauses }: PlanSiteInput,
  isListOnly: boolean,
): Promise<SitePlan> {
  const { newsroom, content } = opened;
  const isOwnSite = site === projectFolder;
  const folders = new TemplateFolders([join(site, "_includes"), join(projectFolder, "_includes")]);
  const assets = readAssets([join(site, "assets"), join(projectFolder, "assets")]);
  const rack = new PhotoRack(new URL(newsroom.outlet.url).pathname.replace(/\/+$/, ""));
  const past = await storyHistories({
    site,
    store,
    content,
    newsroom,
    mark: (language) => content.strings[language]?.["history-removed"] ?? "[…]",
  });
  const contextOf = (of: Newsroom) =>
    new ViewContext({
      newsroom: of,
      histories: past.histories,
      strings: content.strings,
      photos: rack,
      blocksOf: (story) => blocksOf(store, story),
      logo: squareIcon(newsroom.outlet.icon, assets)?.output,
    });
  const context = contextOf(newsroom);
  const looks = await planLooks({ context, folders, assets, engine, store });
  const editions = planEditions({ site, store, newsroom });
  const { icon, logo } = newsroom.outlet;
  const own = new Map([...assets].filter(([, { source }]) => isOwnSite || source.startsWith(join(site, "assets"))));
  const tokens = folders.find("css/tokens.css");
  const colours = cardColours(tokens === undefined ? "" : readFileSync(tokens, "utf8"));
  const icons = manifestIcons(icon, own, (output) => context.url(`/${output}`));
  const stringsDigests = new Map(
    Object.entries(content.strings).map(([code, strings]) => [code, digestOf(stableJson(strings))]),
  );
  const sourceOf = (of: ViewContext, around: (language: string) => NeighboursOf) => {
    const rackOfCards = new CardRack(of, colours);
    const factory = new PageBaseFactory(
      of,
      { ...siteAssets(icon, logo, own, of), hasManifest: icons.length > 0, editions: editions.shelf },
      rackOfCards,
    );
    const input = {
      context: of,
      base: factory,
      around,
      layoutDigest: looks.layoutDigest,
      stringsDigest: (language: string) => stringsDigests.get(language) ?? "",
      engineDigest: engine,
      editions: editions.shelf,
      isListOnly,
    };
    return { cards: rackOfCards, base: factory, input };
  };
  const neighbours = new Map(
    newsroom.languages.map(({ code }) => [code, neighboursIn(newsroom.byLanguage.get(code) ?? [])]),
  );
  const around = (language: string) => neighbours.get(language) ?? neighboursIn([]);
  const { cards, base, input: pageInput } = sourceOf(context, around);
  const kinds = await pace.run(planPagesByKind(pageInput));
  const pages = kinds.flat();
  if (isListOnly) askForCards(cards, context);

  const textsOf = (of: ViewContext, namesOnly: boolean) =>
    planTexts({
      context: of,
      engine,
      store,
      contentSecurityPolicy: looks.headerPolicy,
      icons,
      editions: editions.shelf,
      isListOnly: namesOnly,
    });
  const texts = textsOf(context, isListOnly);
  const signature = plannedSignature(site, texts, newsroom.outlet.publicKey);
  texts.push(...signature.files);
  const offline = await planOffline({
    context,
    engine,
    store,
    scripts: new Map(looks.scripts.map(({ source, output }) => [source, output])),
    faces: looks.firstFaces,
    files: pages,
    isListOnly,
  });
  // Feeds and sitemaps may have asked for photos that no page shows: the list is taken last.
  const others: PlannedFile[] = [
    ...offline,
    ...editions.files,
    ...looks.scripts.map(
      ({ output, text }): PlannedFile => ({ kind: "text", file: output, text: () => text, digest: digestOf(text) }),
    ),
    ...publishedAssets(assets, { isOwnSite, site, styles: looks.styles }).map(
      (asset): PlannedFile => ({ kind: "asset", file: asset.output, source: asset.source, digest: asset.sha256 }),
    ),
    ...[...cards.cards()].map(
      ([
        file,
        {
          plan: { name },
        },
      ]): PlannedFile => ({ kind: "rendition", file, name, digest: digestOf(name) }),
    ),
    ...[...rack.renditions()].map(
      ([file, { rendition }]): PlannedFile => ({
        kind: "rendition",
        file,
        name: rendition.name,
        digest: digestOf(rendition.name),
      }),
    ),
  ];
  await pace.pause();
  const files = [...pages, ...texts, ...others];
  const wholeTexts = (of: ViewContext) => [...textsOf(of, false), ...signature.files];
  const finder = plannedFinder({ kinds, others });
  const storyLines = new Map(content.stories.map(({ id, lines }) => [id, lines]));
  const paths = await pace.run(duplicatePaths(files));
  paths.push(...unportablePaths(files));
  await pace.pause();
  const plan: SitePlan = {
    files,
    context,
    rack,
    cards,
    base,
    folders,
    pageAssets: looks.pageAssets,
    photoFiles: content.photos,
    problems: applyChecks(
      [
        ...looks.problems,
        ...past.problems,
        ...signature.problems,
        ...editions.problems,
        ...cards.problems((id, key) => storyLines.get(id)?.[key]),
        ...paths,
        ...hostProblems(newsroom),
      ],
      content.outlet,
      content.stories,
    ),
    find: finder({ texts: () => wholeTexts(context) }),
    withNewsroom: (changed) => {
      const next = contextOf(changed);
      const { input, ...made } = sourceOf(next, (language) => inNewsroom(around(language), changed));
      return {
        ...plan,
        ...made,
        context: next,
        get files() {
          return [...planPages(input), ...texts, ...others];
        },
        find: finder({
          texts: () => wholeTexts(next),
          planKind: (kind, origin) => planPagesOfKind(input, kind, origin),
        }),
      };
    },
  };
  return plan;
}

/** As the pages would that a list leaves unmade: for the problems of cards. */
function askForCards(cards: CardRack, { newsroom }: ViewContext): void {
  for (const language of newsroom.languages) cards.outlet(language);
  for (const story of newsroom.stories) cards.judge(story);
}
