import { plainPhoto, type SiteFolder, smallSite } from "../test/support/site-folder.ts";

/** The moment for which its editions are made. */
export const hostileNow = "2026-11-22T12:00:00+05:30";

/**
 * A site whose stories hold what breaks books: raw HTML in a bad order, names in any script, titles of characters that XML can't
 * hold, every kind of label and block, in three languages. The same at every call.
 */
export async function hostileBookSite(): Promise<SiteFolder> {
  const site = smallSite({ name: 'The <Test> & "Sons"', description: "Odd" });
  site.writeYaml("_data/agencies.yaml", { brief: { name: "Brief & Co", credit: "Brief", text: "summary" } });
  const names = ["नदी का फ़ोटो", "دریا", "café & <tea>", "📷 emoji", "plain"];
  for (const [index, name] of names.entries()) {
    site.write(`articles/photos/${name.replace(/[<>]/g, "")}.jpg`, await plainPhoto(40 * index, 90, 120, 900, 600));
  }
  const photo = (index: number, alt = 'A "river" & <banks>') => ({
    file: `photos/${(names[index] ?? "").replace(/[<>]/g, "")}.jpg`,
    alt,
    credit: "Łukasz <b>Żak</b> / नदी & دریا",
    rights: "staff",
  });
  let minute = 0;
  const story = (id: string, facts: Record<string, unknown>, copy: string) => {
    minute += 1;
    const published = `2026-11-22T08:${String(minute % 60).padStart(2, "0")}`;
    site.writeStory(id, { headline: `Head of ${id}`, section: "world", published, ...facts }, copy);
  };
  for (const [number, copy] of brokenCopies.entries()) story(`world/broken-${number + 1}`, {}, copy);
  for (const [number, headline] of oddHeadlines.entries())
    story(`world/odd-${number + 1}`, { headline, standfirst: headline, kicker: headline }, "Words.\n");
  for (const [number] of names.entries())
    story(
      `world/photo-${number + 1}`,
      { photo: photo(number) },
      `Words.\n\n:::photo{file="${photo(number).file}" credit="Żak & नदी" decorative}\n:::\n`,
    );
  story("world/long", { photo: photo(0) }, longCopy());
  story(
    "world/agency",
    { agency: "brief", standfirst: "No more than this.", corrections: [correction("high")] },
    "This may not leave the web.\n",
  );
  story("world/opinion", { type: "opinion", corrections: [correction("high"), correction("low")] }, "I think.\n");
  story(
    "world/paid",
    { type: "sponsored", sponsor: { name: "Tea & <Co>", url: "https://tea.example/?a=1&b=2" } },
    "Buy.\n",
  );
  story(
    "world/facts",
    {
      aiUse: { level: "assisted", note: "Only <commas>." },
      methodology: "We & they <counted>.",
      sources: [{ title: "A <source>", url: "https://a.example/?x=1&y=2" }, { title: "Another" }],
      changeNote: "New & better.",
      updated: "2026-11-22T11:00",
      topics: ["tea & cakes"],
      series: { name: "Parts & <pieces>", part: 1 },
    },
    blocks,
  );
  story("world/live/index", { type: "live", live: { start: "2026-11-22T08:00" } }, "What happens.\n");
  for (const [id, more] of [
    ["one", { pinned: true, key: true }],
    ["दो", {}],
  ] as const) {
    site.writeStory(
      `world/live/entries/${id}`,
      { at: "2026-11-22T09:00", headline: `Entry & <${id}>`, ...more },
      "Now.[^1]\n\n[^1]: A note of its own.\n",
    );
  }
  story("hi/नदी-की-कहानी", { language: "hi", headline: "नदी & <नाले>", photo: photo(0) }, brokenCopies.join("\n\n"));
  story("ur/دریا", { language: "ur", headline: "دریا & <نہر>", photo: photo(1) }, brokenCopies.join("\n\n"));
  return site;
}

function correction(priority: string): Record<string, unknown> {
  return { kind: "correction", date: "2026-11-22T10:00", text: "It was <not> so & so.", priority };
}

const oddHeadlines = [
  "Bell\u0007 and escape\u001b and null-like\u0001",
  "👩🏽‍🚀 to the 🌕 & back <again>",
  "]]> <!-- <script>alert(1)</script> &nbsp; &bogus; %20",
  "\u2068Isolated\u2069 marks\u200f and\u200e more\u200d",
  "A".repeat(300),
  "नदी — دریا — 河 — река",
];

const brokenCopies = [
  "<p>Open <b>bold <i>both</b> italic</i> <p>again\n\n<div><span><div>deep</span></div>\n",
  "<table><tr><td>a<td>b<tr><th>c</table>\n\n<ul>stray<li>one<li>two<ul><li>three</ul></ul>\n",
  "<dl><dt>Term<dd>Definition<dt>Alone</dl>\n\n<li>loose</li>\n\n<figcaption>loose</figcaption>\n",
  '<o:p>Office</o:p> <font color=red>red</font> <x-foo y:z="1">custom</x-foo> <center>middle</center>\n',
  '<a href="#nowhere">to nowhere</a> <a href="javascript:alert(1)">no</a> <a name="x y" href="https://a.example/a b?c=d&e">blank</a>\n',
  '<p id="one">1</p>\n\n<p id="one">2</p>\n\n<p id="9 8">3</p>\n\n<h2 id="one">Head</h2>\n\n<h5>Deep</h5>\n\n<h1>High</h1>\n',
  "Formula: <math><mi>x</mi><mo>=</mo><mfrac><mn>1</mn><mn>2</mn></mfrac></math> <svg><circle r=1 /></svg>\n",
  "<ruby>漢<rp>(<rt>kan<rp>)</ruby> H<sub>2</sub>O <bdo dir=sideways>x</bdo> <span lang='not a tag!'>y</span> <abbr title='a \"b\" <c>'>z</abbr>\n",
  "<details><summary>Sum</summary>\n\nInside **it**\n\n</details>\n\n<iframe src='https://a.example/'></iframe>\n",
  "<blockquote><p>Said<footer>Who</footer></blockquote> <pre>\n a < b & c\n</pre> &nbsp;&copy;&bogus; \u0007\n",
  "Note[^a] and note[^a] and[^b].\n\n[^a]: First & <last>.\n[^b]: Second.\n",
  "| a | b |\n|:--|--:|\n| 1 | <b>2 |\n",
];

const blocks = `:::fact-box{title="Box & <box>"}
- one
- two
:::

:::key-points
- first
:::

:::pull-quote{by="Who & <whom>"}
Said so.
:::

:::related{story="world/opinion"}
:::

## Head

### Lower

Words[^1] and [a link](/2026/11/22/opinion/) and [another](https://a.example/?a=1&b=2).

[^1]: A note.
`;

/** Ten thousand words. */
function longCopy(): string {
  const sentence = "The river rose & fell <again> while nobody looked at it. ";
  return Array.from({ length: 100 }, (_, part) => `## Part ${part + 1}\n\n${sentence.repeat(10)}\n`).join("\n");
}
