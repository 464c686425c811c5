// What runs inside a page knows the browser's objects; the rest of the tests has no use for them.
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Page } from "playwright-core";

// All words that readers see, as they see them; but for the buttons, which only a script can answer.

const madeByScripts = ".theme-switch, .share-list:has(button), .share-status, p.save";

/** The words of an open page. */
export async function shownWords(page: Page): Promise<string> {
  return await page.evaluate((made) => {
    for (const each of document.querySelectorAll(made)) each.remove();
    // biome-ignore lint/performance/useDomNodeTextContent: what is not shown does not count
    return document.body.innerText;
  }, madeByScripts);
}

/**
 * The words of many pages with scripts and without: each is opened in two frames of one page, and in one of them no script
 * may run; `haveRun` says of each frame whether one did. A third of what as many visits cost. The open page must be of the same host, and the host must allow frames.
 */
export async function wordsInFrames(
  page: Page,
  addresses: readonly string[],
): Promise<{ address: string; withScripts: string; without: string; haveRun: [boolean, boolean] }[]> {
  return await page.evaluate(
    async ({ addresses, made }) => {
      const makeFrame = (rights: string) => {
        const frame = document.createElement("iframe");
        // Narrow and low: photos further down are not asked for.
        Object.assign(frame, { width: "1280", height: "10" });
        frame.setAttribute("sandbox", rights);
        return frame;
      };
      const running = makeFrame("allow-same-origin allow-scripts");
      const still = makeFrame("allow-same-origin");
      document.body.replaceChildren(running, still);
      const read = async (frame: HTMLIFrameElement, address: string) => {
        await new Promise((resolve) => {
          frame.onload = resolve;
          frame.src = address;
        });
        const shown = frame.contentDocument;
        if (!shown) throw new Error(`${address} can't be read in a frame`);
        const own = [...shown.querySelectorAll(made)];
        for (const each of own) each.remove();
        // biome-ignore lint/performance/useDomNodeTextContent: what is not shown does not count
        return { words: shown.body.innerText, hasRun: own.length > 0 };
      };
      const all = [];
      for (const address of addresses) {
        const [on, off] = await Promise.all([read(running, address), read(still, address)]);
        all.push({
          address,
          withScripts: on.words,
          without: off.words,
          haveRun: [on.hasRun, off.hasRun] satisfies [boolean, boolean],
        });
      }
      return all;
    },
    { addresses, made: madeByScripts },
  );
}
