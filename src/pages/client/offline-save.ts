import { cacheName, inMegabytes, recordAddress, root, type SavedRecord } from "./offline-store.ts";

/** What saving says, in the page's language, and the page of all that is saved: `offline/<language>/words.json`. */
type Words = Record<
  "page" | "size" | "save" | "cancel" | "busy" | "done" | "list" | "full" | "failed" | "cancelled",
  string
>;

/** What is to be saved: a list that the build made, or the story on this page. */
interface SaveList {
  /** Begins its cache's name: the same thing saved again takes the place of the first. */
  id: string;
  title?: string;
  url: string;
  /** Address and bytes. */
  files: [url: string, bytes: number][];
}

const { lang } = document.documentElement;

/** Puts a button where the template stands: its words, and the list that `data-list` names, or the story itself. */
export function offerToSave(template: HTMLTemplateElement): void {
  const line = document.createElement("p");
  line.className = "save";
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  const say = (text: string) => {
    status.textContent = `${text} `;
  };
  const button = (text: string, act: () => unknown) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.onclick = () => void act();
    return made;
  };
  const offer = button(template.innerHTML.trim(), async () => {
    try {
      const words = await wordsOf();
      const list: SaveList = template.dataset.list ? await json(template.dataset.list) : await ofStory();
      const bytes = list.files.reduce((sum, [, size]) => sum + size, 0);
      const stop = new AbortController();
      const back = () => {
        stop.abort();
        say(words.cancelled);
        line.replaceChildren(status, offer);
      };
      say(words.size.replace("{size}", inMegabytes(bytes)));
      const go = button(words.save, async () => {
        const cancel = button(words.cancel, back);
        line.replaceChildren(status, cancel);
        cancel.focus();
        try {
          await save(list, bytes, stop.signal, (done) => say(`${words.busy} ${done} / ${list.files.length}`));
          say(words.done);
          line.replaceChildren(status, linkTo(words));
        } catch (error) {
          if (stop.signal.aborted) return;
          say((error as Error).name === "QuotaExceededError" ? words.full : words.failed);
          line.replaceChildren(status, offer);
        }
      });
      line.replaceChildren(status, go, " · ", button(words.cancel, back));
      go.focus();
    } catch {
      say("×");
    }
  });
  line.append(offer, status);
  template.after(line);
  void listBeside(line);
}

function linkTo({ page, list }: Words): HTMLAnchorElement {
  const link = document.createElement("a");
  link.href = page;
  link.textContent = list;
  return link;
}

/** Who has saved something finds it from here. */
async function listBeside(line: HTMLElement): Promise<void> {
  const names = await caches.keys();
  if (location.pathname.endsWith("/offline/") || !names.some((name) => name.startsWith(cacheName("saved:")))) return;
  const words = await wordsOf();
  // Who has pressed the button meanwhile is told other things.
  if (line.childElementCount === 2) line.append(" · ", linkTo(words));
}

const wordsOf = (): Promise<Words> => json(`offline/${lang}/words.json`);

async function json<Answer>(path: string): Promise<Answer> {
  const answer = await fetch(new URL(path, root), { cache: "no-cache" });
  if (!answer.ok) throw new Error(path);
  return answer.json();
}

/** The page, and of its photos those that may be kept, each in the file that it shows. */
async function ofStory(): Promise<SaveList> {
  const url = location.pathname;
  const images = document.querySelectorAll<HTMLImageElement>(".photo img:not([data-online])");
  const urls = [url, ...new Set([...images].map(({ currentSrc, src }) => currentSrc || src))];
  const files = await Promise.all(
    urls.map(async (each): Promise<[string, number]> => {
      const { headers } = await fetch(each, { method: "HEAD" });
      return [each, Number(headers.get("content-length") ?? 0)];
    }),
  );
  return { id: url, url, files };
}

/** The lock tells the worker that this is not a save that was cut off. */
const save = (list: SaveList, bytes: number, signal: AbortSignal, tell: (done: number) => void) => {
  const name = `${cacheName(`saved:${list.id}`)}@${Date.now()}`;
  return navigator.locks.request(name, () => saveInto(name, list, bytes, signal, tell));
};

async function saveInto(
  name: string,
  { title, url, files }: SaveList,
  bytes: number,
  signal: AbortSignal,
  tell: (done: number) => void,
): Promise<void> {
  try {
    const cache = await caches.open(name);
    // What a reader asked for shall not be cleared away when the device runs short.
    await navigator.storage?.persist?.();
    const left = [...files];
    let done = 0;
    const next = async (): Promise<void> => {
      for (let file = left.shift(); file; file = left.shift()) {
        const isPage = file[0].endsWith("/");
        const answer = await fetch(file[0], { signal, cache: isPage ? "no-cache" : "default" });
        // What was taken down since the list was made is left out.
        if (answer.ok) await cache.put(file[0], answer);
        else if (answer.status !== 404 && answer.status !== 410) throw new Error(file[0]);
        done += 1;
        tell(done);
      }
    };
    await Promise.all([next(), next(), next()]);
    signal.throwIfAborted();
    const record: SavedRecord = { title, url, bytes, at: Date.now(), files: files.map(([file]) => file) };
    await cache.put(recordAddress, new Response(JSON.stringify(record)));
    for (const old of await caches.keys()) {
      if (old !== name && old.replace(/@\d+$/, "") === name.replace(/@\d+$/, "")) await caches.delete(old);
    }
    dispatchEvent(new Event("broadsheet-saved"));
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
}
