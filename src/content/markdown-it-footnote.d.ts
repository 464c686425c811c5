// The package ships no types.
declare module "markdown-it-footnote" {
  import type { MarkdownIt, Token } from "markdown-it";

  export default function footnotes(md: MarkdownIt): void;

  /** What the plugin keeps in a parse's environment. */
  export interface FootnoteEnv {
    footnotes?: {
      /** In order of first reference; an inline note brings its tokens, any other its label and number of references. */
      list?: { label?: string; count?: number; content?: string; tokens?: Token[] }[];
    };
  }
}
