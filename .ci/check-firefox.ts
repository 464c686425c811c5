// The demo's editions in Firefox, opened from the disk with its strict rule for files' origins, page by page. Firefox speaks WebDriver BiDi
// (w3.org/TR/webdriver-bidi) by itself: no driver is needed. Exit status 1 where something fails.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [unpacked = ""] = process.argv.slice(2);
const profile = mkdtempSync(join(tmpdir(), "broadsheet-firefox-"));
writeFileSync(
  join(profile, "user.js"),
  ['"security.fileuri.strict_origin_policy", true', '"network.captive-portal-service.enabled", false']
    .map((preference) => `user_pref(${preference});\n`)
    .join(""),
);
const args = ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"];
const firefox = spawn("firefox-esr", [...args, "about:blank"], {
  stdio: ["ignore", "ignore", "pipe"],
  env: { ...process.env, HOME: profile },
});

const faults: string[] = [];
/** What a page says of itself; run in it. */
const look = `(async () => {
  const pictures = [...document.images];
  for (const picture of pictures) picture.loading = "eager";
  const shown = await Promise.all(pictures.map((each) => each.decode().then(() => each.naturalWidth > 0, () => false)));
  const mark = document.querySelector(".edition-name");
  return JSON.stringify({
    broken: pictures.filter((_each, index) => !shown[index]).map(({ src }) => src),
    styles: [...document.styleSheets].filter((sheet) => sheet.href !== null).length,
    mark: mark ? getComputedStyle(mark, "::before").content : "first page",
    words: document.querySelector(".story-body")?.textContent ?? "",
  });
})()`;

interface Seen {
  broken: string[];
  styles: number;
  mark: string;
  words: string;
}

try {
  const bidi = await connect(await addressOf());
  await bidi.send("session.new", { capabilities: {} });
  await bidi.send("session.subscribe", {
    events: ["log.entryAdded", "network.fetchError", "network.beforeRequestSent"],
  });
  const { contexts } = (await bidi.send("browsingContext.getTree", {})) as { contexts: { context: string }[] };
  const context = contexts[0]?.context;
  const evaluate = async (expression: string) => {
    const target = { context };
    const answer = await bidi.send("script.evaluate", { expression, target, awaitPromise: true });
    return (answer as { result?: { value?: string } }).result?.value ?? "";
  };
  const open = (url: string) => bidi.send("browsingContext.navigate", { context, url, wait: "complete" });
  for (const language of readdirSync(unpacked)) {
    const folder = join(unpacked, language);
    const pages = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".html"));
    const stories: string[] = [];
    for (const name of pages) {
      await open(pathToFileURL(join(folder, name)).href);
      const { broken, styles, mark, words } = JSON.parse(await evaluate(look)) as Seen;
      for (const picture of broken) faults.push(`not painted: ${picture} on ${language}/${name}`);
      if (styles < 2) faults.push(`without its styles: ${language}/${name}`);
      if (mark === "none") faults.push(`does not say which edition: ${language}/${name}`);
      if (words !== "") stories.push(words);
    }
    const [story = ""] = stories;
    const word = (story.match(/[\p{L}\p{M}]{6,}/gu) ?? []).find(
      (each) => stories.filter((text) => text.includes(each)).length === 1,
    );
    const search = pages.find((name) => name.endsWith("search/index.html")) ?? "";
    await open(`${pathToFileURL(join(folder, search)).href}?q=${encodeURIComponent(word ?? "")}`);
    const found = await evaluate(`(async () => {
      for (let tries = 0; tries < 100 && !document.querySelector(".search-result-headline a"); tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 100));
      return document.querySelector(".search-result-headline a")?.href ?? "";
    })()`);
    await open(found === "" ? "about:blank" : found);
    const isRight = (await evaluate(`document.querySelector(".story-body")?.textContent ?? ""`)).includes(word ?? "?");
    if (!isRight) faults.push(`${language}: the search for ${word} led to ${found || "nothing"}`);
    console.log(`${language}: ${pages.length} pages, search for ${word}: ${isRight ? "found" : "not found"}`);
  }
} finally {
  firefox.kill();
  await new Promise((resolve) => firefox.once("close", resolve));
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
for (const fault of new Set(faults)) console.log(fault);
console.log(`${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;

/** Firefox says on its standard error where it listens. */
function addressOf(): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    firefox.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const [, address] = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said) ?? [];
      if (address) resolve(`${address}/session`);
    });
    firefox.on("error", reject);
    firefox.on("close", () => reject(new Error(`Firefox ended: ${said}`)));
  });
}

interface Message {
  id?: number;
  type: string;
  method?: string;
  params?: { level?: string; text?: string; errorText?: string; request?: { url?: string } };
  result?: unknown;
  message?: string;
}

async function connect(address: string) {
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", reject);
  });
  const waiting = new Map<number, (message: Message) => void>();
  socket.addEventListener("message", ({ data }) => {
    const message = JSON.parse(String(data)) as Message;
    if (message.id !== undefined) waiting.get(message.id)?.(message);
    const { level, text, errorText, request } = message.params ?? {};
    if (message.method === "log.entryAdded" && level === "error") faults.push(`console: ${text}`);
    // The icon of a tab that has gone on to the next page.
    if (message.method === "network.fetchError" && errorText !== "NS_BINDING_ABORTED")
      faults.push(`${errorText}: ${request?.url}`);
    if (message.method === "network.beforeRequestSent" && !/^(?:file|data|about):/.test(request?.url ?? ""))
      faults.push(`asked: ${request?.url}`);
  });
  let last = 0;
  return {
    send: (method: string, params: object): Promise<unknown> =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, ({ type, result, message }) =>
          type === "error" ? reject(new Error(`${method}: ${message}`)) : resolve(result),
        );
        socket.send(JSON.stringify({ id: last, method, params }));
      }),
  };
}
