import { pathPrefixOf } from "../base/urls.ts";
import type { Newsroom } from "../model/newsroom.ts";

/**
 * Crawlers that gather text for training models, by the name that their operators say robots.txt is read for (reviewed in
 * November 2026). What fetches a page for a reader who asked, or for a search index, is not among them: an outlet that
 * wants no training still wants to be found.
 */
export const trainingCrawlers: Readonly<Record<string, string>> = {
  AI2Bot: "Ai2, https://allenai.org/crawler",
  Amazonbot: "Amazon, https://developer.amazon.com/amazonbot",
  "Applebot-Extended": "Apple, https://support.apple.com/en-us/119829",
  Bytespider: "ByteDance; says nothing of itself, and is seen to collect for models",
  CCBot: "Common Crawl, https://commoncrawl.org/ccbot",
  ClaudeBot: "Anthropic, https://support.anthropic.com/en/articles/8896518",
  "cohere-training-data-crawler": "Cohere, by its own name",
  "Google-Extended": "Google, https://developers.google.com/search/docs/crawling-indexing/overview-google-crawlers",
  GPTBot: "OpenAI, https://platform.openai.com/docs/bots",
  "meta-externalagent": "Meta, https://developers.facebook.com/docs/sharing/webmasters/web-crawlers",
  PanguBot: "Huawei, for its PanGu models",
  "webzio-extended": "Webz.io, https://webz.io/bot.html",
};

/** robots.txt: everyone may read, but what outlet.yaml closes; those who train models only where it lets them. */
export function robotsText({ outlet }: Newsroom, sitemap: string): string {
  const { aiTraining, disallow = [] } = outlet.robots;
  const closed = disallow.length > 0 ? disallow.map((path) => `Disallow: ${path}`) : ["Disallow:"];
  const training =
    aiTraining === "refuse"
      ? [...Object.keys(trainingCrawlers).map((name) => `User-agent: ${name}`), "Disallow: /", ""]
      : [];
  return lines([...training, "User-agent: *", ...closed, "", `Sitemap: ${sitemap}`]);
}

/**
 * The TDM Reservation Protocol (W3C community group, 10 May 2024): `/.well-known/tdmrep.json` says that the rights of text
 * and data mining are reserved, as article 4 of the EU's directive 2019/790 wants it said to machines.
 */
export function tdmReservation({ outlet }: Newsroom): string | undefined {
  const { aiTraining, tdmPolicy } = outlet.robots;
  if (aiTraining === "allow") return undefined;
  const rule = {
    location: `${pathPrefixOf(outlet.url)}/`,
    "tdm-reservation": 1,
    ...(tdmPolicy !== undefined && { "tdm-policy": tdmPolicy }),
  };
  return `${JSON.stringify([rule], undefined, 2)}\n`;
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join("");
}
