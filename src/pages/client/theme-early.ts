import { themeKey } from "./theme.ts";

// Stands in the head, allowed by its hash: the only script that runs before anything is painted, so that a reader who chose
// dark never sees a flash of light. A file of its own would cost a round trip on a first visit; every byte here costs one on every page.
// The choice is made where the styles themselves ask for the device's: each of their media queries is answered as the reader
// wants. So a site's own colours follow, however they are written, and no rule stands twice.

/** Lists of media that ask for the device's colours, with the words that they came with. */
const asking: [MediaList, string][] = [];

window.setTheme = (choice) => {
  for (const [list, words] of asking) {
    list.mediaText = words.replace(/\(prefers-color-scheme: (\w+)\)/g, (query, name) =>
      choice ? `(${name === choice ? "min" : "max"}-width:0)` : query,
    );
  }
  return asking.length > 0;
};

// Style sheets and rules alike may have media, and rules within.
function collect(all: Iterable<object>): void {
  for (const each of all) {
    const { media, cssRules } = each as { media?: MediaList; cssRules?: Iterable<object> };
    if (media?.mediaText.includes("scheme")) asking.push([media, media.mediaText]);
    if (cssRules) collect(cssRules);
  }
}

// Faces that weigh as much as all the rest (tokens.css says which) are not fetched where that takes seconds, or costs more than
// the reader wants to pay. Only some browsers tell; where none does, the faces come.
const line = (navigator as { connection?: { saveData?: boolean; effectiveType?: string } }).connection;
if (line && (line.saveData || /[23]g/.test(line.effectiveType ?? ""))) document.documentElement.dataset.line = "slow";

try {
  collect(document.styleSheets);
  window.setTheme(localStorage.getItem(themeKey));
} catch {
  // A browser that keeps nothing for us: as the device has it.
}
