import type { Language } from "./model/languages.ts";
import type { Story } from "./model/story.ts";
import type { ViewContext } from "./pages/view-context.ts";
import type { EditionView } from "./pages/views-editions.ts";

/** What deletes the files that removed.txt names, for those who have a shell; no name in it can become part of a command. */
export const removals = [
  { shell: "sh", command: 'while IFS= read -r f; do rm -f -- "$f"; done < removed.txt' },
  {
    shell: "PowerShell",
    command:
      "Get-Content removed.txt -Encoding UTF8 | ForEach-Object { Remove-Item -LiteralPath $_ -Force -ErrorAction Ignore }",
  },
];

export interface EditionChangesInput {
  /** The edition's first page. */
  cover: EditionView;
  stories: { isNew: boolean; story: Story }[];
  /** Id of the edition before: the one that the update fits. */
  previous: string;
  /** Files that removed.txt names. */
  gone: number;
  language: Language;
  context: ViewContext;
}

/** A page of what changed since the edition before, for those who put this one over it. */
export function editionChanges({
  cover,
  stories,
  previous,
  gone,
  language,
  context,
}: EditionChangesInput): EditionView {
  const words = (key: string, values?: Record<string, string>) => context.words(language, key, values);
  const groupOf = (key: string, isNew: boolean): EditionView["groups"][number] => ({
    name: words(key),
    items: stories
      .filter((each) => each.isNew === isNew)
      .map(({ story }) => ({
        url: context.url(story.path),
        headline: story.headline,
        published: context.date(story.published, language, "date"),
      })),
  });
  const groups = [groupOf("edition-new", true), groupOf("edition-changed", false)];
  const removed = context.number(gone, language);
  return {
    ...cover,
    introduction: words("edition-changes-introduction", { edition: previous }),
    update: {
      notes: [
        ...(stories.length === 0 ? [words("edition-changes-none")] : []),
        words(gone === 0 ? "edition-remove-none" : "edition-remove", { count: removed }),
      ],
      commands: gone === 0 ? [] : removals,
      ...(gone > 0 && { skipped: words("edition-remove-skipped", { count: removed }) }),
    },
    groups: groups.filter(({ items }) => items.length > 0),
  };
}
