/// <reference lib="dom" />

import type { WorkerSettings } from "./worker-forms.ts";

declare global {
  var broadsheet: WorkerSettings;
  var registration: ServiceWorkerRegistration;
  var clients: { get: (id: string) => Promise<{ readonly url: string } | undefined> };
}

/** Of the events that a service worker hears, what we use. */
export interface WorkerEvent {
  readonly request: Request;
  /** Of the page that asks. */
  readonly clientId: string;
  /** Of a message. */
  readonly data: unknown;
  respondWith: (answer: Promise<Response>) => void;
  waitUntil: (work: Promise<unknown>) => void;
}

/** The type check knows a window's events only; a worker has others. */
export const listen = globalThis.addEventListener as unknown as (
  type: string,
  act: (event: WorkerEvent) => void,
) => void;

/** Every cache of ours begins so: other papers may live on the same host. */
export const cacheName = (kind: string): string => `bs:${broadsheet.scope}:${kind}`;

export async function ownCaches(kind = ""): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(cacheName(kind)));
}

/** Leaves nothing behind: where an outlet wants no offline reading any more, or the paper has moved. Open pages go on as they are. */
export async function retire(): Promise<void> {
  for (const name of await ownCaches()) await caches.delete(name);
  await registration.unregister();
}
