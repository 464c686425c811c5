import { createHash } from "node:crypto";
import { escapeXml } from "../base/xml.ts";
import { readTags, type Tag } from "./read-tags.ts";
import { attributeRules, Edits, type RewriteRule, type RuleContext, rewriteRules } from "./rewrite-rules.ts";
import { AddressBook, type RewriteTarget } from "./rewrite-target.ts";

const rulesOf = new Map<string, RewriteRule[]>();
for (const rule of rewriteRules) for (const name of rule.tags) rulesOf.set(name, [...(rulesOf.get(name) ?? []), rule]);

/**
 * A finished page as an edition holds it: every address that the edition knows leads into it, every other to the web; all that
 * needs a server is gone; every byte that no rule names stays as it was. `path`: the page's in the output.
 */
export function rewriteHtml(page: string, path: string, target: RewriteTarget): string {
  const { html, lifted } = target.sharedStyles?.lift(page, path, target) ?? { html: page, lifted: [] };
  const tags = readTags(html);
  const book = new AddressBook(target, path);
  const root = tags.find(({ name }) => name === "html");
  const words = target.words(root?.attributes.get("lang")?.value ?? "");
  const edit = new Edits();
  for (const { at, name } of lifted) edit.replace(at, at, styleLink(book.relativeToOwn(name)));
  const context: RuleContext = { html, target, book, words, edit };
  for (const tag of tags) {
    for (const rule of rulesOf.get(tag.name) ?? []) rule.rewrite(tag, context);
    for (const rule of attributeRules) rule(tag, context);
  }
  stamp(tags, context);
  const rewritten = edit.apply(html);
  return policy(rewritten, target);
}

/** Which edition this is, above the page's own matter; and the edition's style sheet, last in the head. */
function stamp(tags: readonly Tag[], { target, book, edit }: RuleContext): void {
  const head = tags.find(({ name }) => name === "head");
  if (head && target.stylesheet !== undefined) {
    edit.replace(head.contentEnd, head.contentEnd, `${styleLink(book.relativeToOwn(target.stylesheet))}\n`);
  }
  if (!target.stamp) return;
  const place = tags.find(({ name }) => name === "main") ?? tags.find(({ name }) => name === "body");
  const at = place?.name === "main" ? place.start : place?.inside;
  if (at !== undefined)
    edit.replace(
      at,
      at,
      target.stamp((file) => book.relative(file)),
    );
}

function styleLink(href: string): string {
  return `<link rel="stylesheet" href="${escapeXml(href)}">`;
}

const policyMeta = /<meta\b[^>]*\bhttp-equiv=["']?content-security-policy["']?[^>]*>/i;
const hash = /\s?'sha256-[A-Za-z0-9+/=]+'/g;
const digests = new Map<string, string>();

/** The policy with the digests of the styles as they are now; it is gone where the reader's program brings its own. */
function policy(html: string, { policy: wanted }: RewriteTarget): string {
  const found = wanted === "kept" ? null : policyMeta.exec(html);
  if (!found) return html;
  const [meta] = found;
  const before = html.slice(0, found.index);
  const after = html.slice(found.index + meta.length);
  if (wanted === "none") return before.replace(/\n$/, "") + after;
  const styles = [...after.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style>/gi)].map(([, css = ""]) => css);
  const sources = [...new Set(styles)].map(digestSource).join(" ");
  const plain = meta.replaceAll("&#39;", "'").replaceAll("&#x27;", "'");
  const rewritten = plain.replace(
    /style-src [^;"]*/,
    (directive) => `${directive.replace(hash, "")} 'self'${sources && ` ${sources}`}`,
  );
  return before + rewritten + after;
}

function digestSource(css: string): string {
  const known = digests.get(css);
  if (known !== undefined) return known;
  const made = `'sha256-${createHash("sha256").update(css).digest("base64")}'`;
  if (digests.size > 1000) digests.clear();
  digests.set(css, made);
  return made;
}
