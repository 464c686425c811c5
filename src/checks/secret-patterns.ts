// What keys and tokens look like where their issuers gave them a form of their own, so that they can be told from words.
// Only such forms: a guess by randomness would cry wolf over every digest.

/** A kind of secret, as the message names it, and its form. */
interface SecretForm {
  name: string;
  form: RegExp;
}

// Not within a longer run of letters and digits; a secret is a word of its own.
const edge = "(?<![A-Za-z0-9_-])";
const end = "(?![A-Za-z0-9])";
const form = (source: string, flags = "g") => new RegExp(source, flags);

const forms: readonly SecretForm[] = [
  { name: "an AWS access key", form: form(`${edge}(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}${end}`) },
  {
    name: "an AWS secret key",
    form: form(`(?<=aws.{0,20}secret.{0,20}[:=]\\s{0,3}["']?)[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])`, "gi"),
  },
  { name: "a GitHub token", form: form(`${edge}gh[pousr]_[A-Za-z0-9]{36,255}${end}`) },
  { name: "a GitHub token", form: form(`${edge}github_pat_[A-Za-z0-9_]{40,255}${end}`) },
  { name: "a GitLab token", form: form(`${edge}glpat-[A-Za-z0-9_-]{20,100}`) },
  { name: "a Slack token", form: form(`${edge}xox[abeoprs]-[A-Za-z0-9-]{10,250}`) },
  {
    name: "a Slack webhook",
    form: form("https://hooks\\.slack\\.com/(?:services|workflows|triggers)/[A-Za-z0-9/_-]{20,200}"),
  },
  { name: "a Google API key", form: form(`${edge}AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])`) },
  { name: "a Google client secret", form: form(`${edge}GOCSPX-[A-Za-z0-9_-]{28}`) },
  { name: "a Google access token", form: form(`${edge}ya29\\.[A-Za-z0-9_-]{20,500}`) },
  { name: "a Stripe key", form: form(`${edge}[rs]k_(?:live|test)_[A-Za-z0-9]{16,250}`) },
  { name: "a Stripe webhook secret", form: form(`${edge}whsec_[A-Za-z0-9+/=]{24,250}`) },
  { name: "a Razorpay key", form: form(`${edge}rzp_(?:live|test)_[A-Za-z0-9]{14}${end}`) },
  { name: "an OpenAI key", form: form(`${edge}sk-(?:proj-|svcacct-)[A-Za-z0-9_-]{32,250}`) },
  { name: "an Anthropic key", form: form(`${edge}sk-ant-[A-Za-z0-9_-]{32,250}`) },
  { name: "an npm token", form: form(`${edge}npm_[A-Za-z0-9]{36}${end}`) },
  { name: "a SendGrid key", form: form(`${edge}SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}`) },
  { name: "a Telegram bot's token", form: form(`${edge}\\d{8,10}:AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])`) },
  { name: "a private key", form: form("-----BEGIN (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----") },
  {
    name: "a JSON web token",
    form: form(`${edge}eyJ[A-Za-z0-9_-]{10,4000}\\.eyJ[A-Za-z0-9_-]{10,8000}\\.[A-Za-z0-9_-]{10,4000}`),
  },
  // Base64 of `EdScB2`, with and without a password: the beginning of every minisign secret key.
  { name: "a minisign secret key", form: form(`(?<![A-Za-z0-9+/])RW(?:RTY0Iy|QAAEIy)[A-Za-z0-9+/]{100,250}={0,2}`) },
  {
    name: "a password in an address",
    form: form(
      "(?<=\\b[a-z][a-z0-9+.-]{1,20}://[^\\s/:@\"'<>?#]{0,100}:)[^\\s/:@\"'<>?#]{1,200}(?=@[\\p{L}\\p{N}[])",
      "giu",
    ),
  },
];

/** Words in which every form above has a part: to ask for them first spares nearly all files the rest. */
const hint =
  /AKIA|ASIA|ABIA|ACCA|secret|gh[pousr]_|github_pat|glpat|xox|hooks\.slack|AIza|GOCSPX|ya29|k_(?:live|test)|whsec|rzp_|sk-|npm_|SG\.|:AA|PRIVATE KEY|eyJ|RW[RQ]|:\/\/[^\s/@]{1,300}@/i;

// What documentation writes where a secret would stand.
const placeholder =
  /EXAMPLE|^(?:password|passwort|passwd|pass|pwd|secret|token|key|user|xxx+|\*+|\.+|…|your.*|my.*|<.*>|\$?\{.*\}?|\$\w+|%\w+%|\[.*\])$|x{6}|(.)\1{9}/i;

/** Whether a text is worth a closer look. */
export function mayHoldSecret(text: string): boolean {
  return hint.test(text);
}

/** Secrets in a text: what kind each is and where. */
export function findSecrets(text: string): { name: string; offset: number; length: number }[] {
  if (!mayHoldSecret(text)) return [];
  const found = forms.flatMap(({ name, form }) =>
    [...text.matchAll(form)].flatMap(({ index, 0: secret }) =>
      placeholder.test(secret) ? [] : [{ name, offset: index, length: secret.length }],
    ),
  );
  return found.sort((a, b) => a.offset - b.offset);
}
