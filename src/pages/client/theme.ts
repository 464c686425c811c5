/** As the device has it: null. */
export type ThemeChoice = "light" | "dark" | null;

/** Where the choice is kept, in the reader's own browser (localStorage); nothing is there until it is made. */
export const themeKey = "theme";

declare global {
  interface Window {
    /** Colours the page as chosen; false where its styles know only one look. Of `theme-early.ts`. */
    setTheme?: (choice: string | null) => boolean;
  }
}
