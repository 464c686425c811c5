/**
 * Crawlers that gather text for training models, by the name that their operators say robots.txt is read for. What fetches
 * a page for a reader who asked, or for a search index, is not among them: an outlet that wants no training still wants to
 * be found. docs/exports.md has the same list, with this date.
 */
export const crawlersReviewed = "November 2026";

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
