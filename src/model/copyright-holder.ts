const claimWords =
  /©|\(c\)|&copy;|(?<![\p{L}\p{M}])(?:copyright(?:ed)?|copr\.?|all rights reserved|or (?:its )?licensors|सर्वाधिकार सुरक्षित|कॉपीराइट|جملہ حقوق محفوظ|کاپی رائٹ)(?![\p{L}\p{M}])/giu;
// A year inside a name is a part of it; so is the point of an abbreviation at its end.
const year = "(?:19|20)\\d\\d(?![\\p{L}\\p{N}])";
const mark = "[\\s,;:|*–—-]|(?<!(?:^|[\\s.])(?:Ltd|Inc|Co|Corp|Pvt|Jr|Sr|\\p{Lu}))\\.";
const ends = new RegExp(`^(?:${mark}|${year}|[Bb]y\\s)+|(?:${mark}|(?<![\\p{L}\\p{N}])${year})+$`, "gu");

/** What cameras and programs write where nobody has written a name, and what names nobody. */
const nobody =
  /^(?:unknown|none|null|n\/?a|not (?:set|specified|available)|(?:the )?(?:camera |copyright )?(?:owner|holder|user)|(?:your )?name|me|myself|photographer|artist|default|test|public domain|cc0|picasa.*)$/iu;

/**
 * Whom a copyright notice names, as spelt there: `© 2026 Asha Rao. All rights reserved` → `Asha Rao`. Undefined where it
 * names nobody, or is an address or an essay.
 */
export function copyrightHolder(notice: string): string | undefined {
  const holder = notice.replace(claimWords, " ").replace(/\s+/g, " ").replace(ends, "");
  const isName = holder.length <= 80 && /\p{L}.*\p{L}/u.test(holder) && !/^(?:https?:|www\.)/i.test(holder);
  return isName && !nobody.test(holder) ? holder : undefined;
}
