import { signatureName, sumsName } from "./editions/sums.ts";
import { places } from "./model/addresses.ts";
import type { Language } from "./model/languages.ts";
import type { ViewContext } from "./pages/view-context.ts";
import type { ProofStep } from "./pages/views-editions.ts";

// How readers know a copy of an edition for the paper's own. Nothing is named that is not there: no key or signature where the
// edition was not signed.

/** An edition, as far as its proof goes. */
export interface ProofInput {
  /** `Daily edition, 22 November 2026`. */
  title: string;
  /** The edition's. */
  language: Language;
  context: ViewContext;
  /** Whether lists of digests are signed as it is made. */
  isSigned: boolean;
}

/** Of a file that is passed on by itself: what to fetch beside it, and what to type then. */
export function proofOfFile(input: ProofInput, inLanguage = input.language): ProofStep[] {
  const { context, isSigned } = input;
  const words = (key: string) => context.words(inLanguage, key);
  const key = isSigned ? context.newsroom.outlet.publicKey : undefined;
  const lists = [sumsName, ...(key === undefined ? [] : [signatureName])].map((name) =>
    context.absolute(places.edition(name)),
  );
  const commands = [
    ...(key === undefined ? [] : [`minisign -Vm ${sumsName} -P ${key}`]),
    `sha256sum -c --ignore-missing ${sumsName}`,
  ];
  return [
    { text: words("edition-proof-beside"), lines: lists },
    { text: words("edition-proof-run"), lines: commands },
    ...keySteps(key, input, inLanguage),
  ];
}

/** Of an unpacked folder, which has a list and a signature of its own. */
function proofOfFolder(input: ProofInput, inLanguage: Language): ProofStep[] {
  const { context, isSigned } = input;
  const key = isSigned ? context.newsroom.outlet.publicKey : undefined;
  return [
    {
      text: context.words(inLanguage, "edition-proof-folder"),
      lines: [...(key === undefined ? [] : [`minisign -Vm ${sumsName} -P ${key}`]), `sha256sum -c ${sumsName}`],
    },
    ...keySteps(key, input, inLanguage),
  ];
}

/** The page is that of the edition's language, which is there with the edition; another language's may not be. */
function keySteps(key: string | undefined, { language, context }: ProofInput, inLanguage: Language): ProofStep[] {
  const page = context.absolute(places.editions(language));
  const words = (name: string) => context.words(inLanguage, name);
  if (key === undefined) return [{ text: words("edition-proof-page"), lines: [page] }];
  return [
    { text: words("edition-proof-key"), lines: [key] },
    { text: words("edition-proof-trust"), lines: [page] },
  ];
}

/** README.txt of an edition as a folder: how to open it, and how to know that it is genuine. In its language, then in English. */
export function folderReadme(input: ProofInput): string {
  return readme(input, "edition-readme-open", proofOfFolder);
}

/** README.txt inside Kiwix's form, where nothing is unpacked: its list is that of the files beside it. */
export function kiwixReadme(input: ProofInput): string {
  return readme(input, "edition-readme-kiwix", proofOfFile);
}

function readme(input: ProofInput, opening: string, proof: typeof proofOfFolder): string {
  const { title, language, context } = input;
  const { languages, outlet } = context.newsroom;
  const english = languages.find(({ code }) => /^en\b/i.test(code));
  const parts = [...new Set([language, ...(english ? [english] : [])])].map((each) => [
    ...(each === language ? [`${context.localized(outlet.name, each) ?? ""} — ${title}`] : []),
    context.words(each, opening),
    context.words(each, "editions-check"),
    ...proof(input, each).map(({ text, lines }) => [text, ...lines.map((line) => `    ${line}`)].join("\n")),
  ]);
  return `${parts.map((part) => part.join("\n\n")).join("\n\n---\n\n")}\n`;
}
