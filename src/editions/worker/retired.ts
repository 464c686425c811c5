import { listen, retire } from "./worker-scope.ts";

// Stands at /sw.js where the outlet switched offline reading off: takes the place of the one before, removes what that had
// kept, and then itself.

listen("install", (event) => event.waitUntil((self as unknown as { skipWaiting: () => Promise<void> }).skipWaiting()));
listen("activate", (event) => event.waitUntil(retire()));
