import { type ThemeChoice, themeKey } from "./theme.ts";

// Light, dark, or as the device: the control stands in a template, so that nobody without scripts finds a button that does nothing.

const metas = [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')].map(
  (meta) => [meta, meta.media] as const,
);
const template = document.getElementById("theme");

if (template instanceof HTMLTemplateElement && show(chosen())) {
  template.after(template.content.cloneNode(true));
  for (const button of buttons()) {
    button.onclick = () => {
      const choice = known(button.dataset.theme);
      keep(choice);
      show(choice);
    };
  }
  show(chosen());
  // Another tab has chosen, or this page comes back from the browser's memory.
  addEventListener("storage", () => show(chosen()));
  addEventListener("pageshow", (event) => event.persisted && show(chosen()));
}

/** The page, the browser's own frame around it, and the buttons. */
function show(choice: ThemeChoice): boolean {
  for (const [meta, media] of metas) meta.media = choice ? (media.includes(choice) ? "all" : "not all") : media;
  document.querySelector('meta[name="color-scheme"]')?.setAttribute("content", choice ?? "light dark");
  for (const button of buttons()) button.ariaPressed = String(known(button.dataset.theme) === choice);
  return window.setTheme?.(choice) ?? false;
}

function buttons(): NodeListOf<HTMLButtonElement> {
  return document.querySelectorAll("button[data-theme]");
}

function chosen(): ThemeChoice {
  try {
    return known(localStorage.getItem(themeKey));
  } catch {
    return null;
  }
}

function keep(choice: ThemeChoice): void {
  try {
    if (choice) localStorage.setItem(themeKey, choice);
    else localStorage.removeItem(themeKey);
  } catch {
    // It holds for this page.
  }
}

function known(value: string | null | undefined): ThemeChoice {
  return value === "light" || value === "dark" ? value : null;
}
