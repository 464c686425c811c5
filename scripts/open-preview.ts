import type { Moment } from "../src/base/dates.ts";
import { ProblemError } from "../src/base/problem.ts";
import { Preview, type PreviewOptions } from "../src/preview.ts";
import { LivePreview } from "./live-preview.ts";
import { addDesk } from "./preview-desk.ts";
import { PreviewServer } from "./preview-server.ts";
import { watchSite } from "./watch-site.ts";

export interface OpenPreviewInput extends PreviewOptions {
  /** 0: any that is free. */
  port: number;
  moment: () => Moment;
  /** The moment was given, so that nothing comes by itself. */
  isFixed: boolean;
  /** Progress is not shown at the terminal. */
  isQuiet?: boolean;
  /** Told what a person at a terminal should know. */
  say: (words: string) => void;
  complain: (words: string) => void;
}

export interface OpenedPreview {
  /** Of the home page. */
  address: string;
  close: () => Promise<void>;
}

/** Reads a site, serves it and its desk, and follows what is saved. Throws ProblemError where there is no site. */
export async function openPreview(input: OpenPreviewInput): Promise<OpenedPreview> {
  const { site, cache, port, moment, isFixed, isQuiet, say, complain } = input;
  const preview = new Preview(input);
  const server = new PreviewServer(preview, "", { isReady: false });
  addDesk(server, { preview, site, cache, clock: moment });
  // Before the site is read: whoever asks meanwhile waits, and a port that is taken is told at once.
  const origin = await server.listen(port);
  const live = new LivePreview({ preview, server, moment, isFixed, isQuiet, say, complain });
  await live.update();
  const close = async () => {
    await live.close();
    await server.close();
    preview.close();
  };
  if (server.problems.some(({ code }) => code === "data/site-missing")) {
    await close();
    throw new ProblemError([...server.problems]);
  }
  server.open();
  const stop = watchSite(site, {
    onSeen: () => preview.expectSave(),
    onSaved: (paths, seen) => void live.saved(paths, seen),
    onFault: (error) => complain(faultOf(error)),
  });
  return {
    address: `${origin}${server.prefix}/`,
    close: async () => {
      stop();
      await close();
    },
  };
}

function faultOf(error: Error): string {
  const isFull = (error as NodeJS.ErrnoException).code === "ENOSPC";
  const hint = isFull ? " Raise fs.inotify.max_user_watches (sysctl): not every folder is watched." : "";
  return `${error.message}.${hint}`;
}
