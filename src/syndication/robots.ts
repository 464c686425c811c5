import { trainingCrawlers } from "../base/training-crawlers.ts";
import { pathPrefixOf } from "../base/urls.ts";
import type { Newsroom } from "../model/newsroom.ts";

/** robots.txt: everyone may read, but what outlet.yaml closes; those who train models only where it lets them. */
export function robotsText({ outlet }: Newsroom, sitemap: string): string {
  const { disallow = [] } = outlet.robots;
  const closed = disallow.length > 0 ? disallow.map((path) => `Disallow: ${path}`) : ["Disallow:"];
  const refused = refusedCrawlers(outlet.robots.aiTraining);
  const training = refused.length > 0 ? [...refused.map((name) => `User-agent: ${name}`), "Disallow: /", ""] : [];
  return lines([...training, "User-agent: *", ...closed, "", `Sitemap: ${sitemap}`]);
}

type AiTraining = Newsroom["outlet"]["robots"]["aiTraining"];

/** Names of the crawlers that train models and may not read. */
function refusedCrawlers(wanted: AiTraining): string[] {
  if (wanted === "allow") return [];
  const { refuse, allow, also } = wanted === "refuse" ? { refuse: "all" as const, allow: [], also: [] } : wanted;
  const named = refuse === "all" ? Object.keys(trainingCrawlers).filter((name) => !allow.includes(name)) : refuse;
  return [...new Set([...named, ...also])];
}

/** Whether text and data mining is reserved: yes where training is refused but for some; no where only some are refused. */
export function reservesMining({ outlet }: Newsroom): boolean {
  const { aiTraining } = outlet.robots;
  return aiTraining === "refuse" || (aiTraining !== "allow" && aiTraining.refuse === "all");
}

/**
 * The TDM Reservation Protocol (W3C community group, 10 May 2024): `/.well-known/tdmrep.json` says that the rights of text
 * and data mining are reserved, as article 4 of the EU's directive 2019/790 wants it said to machines.
 */
export function tdmReservation(newsroom: Newsroom): string | undefined {
  if (!reservesMining(newsroom)) return undefined;
  const { outlet } = newsroom;
  const { tdmPolicy } = outlet.robots;
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
