/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
// The desk without it has absolute times, and a filter that asks the server: nothing here is needed.

const seconds: readonly [unit: string, seconds: number][] = [
  ["d", 86_400],
  ["h", 3600],
  ["min", 60],
  ["s", 1],
];

/** `in 2 d 3 h`: the two largest units; empty for what is past. */
function inWords(ms: number): string {
  let rest = Math.round(ms / 1000);
  if (rest <= 0) return "";
  const parts: string[] = [];
  for (const [unit, length] of seconds) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) parts.push(`${count} ${unit}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return `in ${parts.join(" ")}`;
}

/** The desk's clock: that of the moment shown, which goes on from when the page came. */
const shown = document.querySelector<HTMLTimeElement>(".desk-moment-now time");
const ahead = shown ? Date.parse(shown.dateTime) - Date.now() : 0;

const times = [...document.querySelectorAll<HTMLTimeElement>("time[data-countdown]")].map((time) => {
  const left = document.createElement("span");
  left.className = "desk-countdown";
  time.after(left);
  return { left, at: Date.parse(time.dateTime) };
});

function count(): void {
  const now = Date.now() + ahead;
  for (const { left, at } of times) {
    const words = inWords(at - now) || "now";
    if (left.textContent !== words) left.textContent = words;
  }
}

if (times.length > 0) {
  count();
  setInterval(count, 1000);
}

/** Words for comparing: without case, and whatever the form their marks are written in. */
const plain = (text: string) => text.normalize("NFC").toLowerCase();

const filter = document.querySelector<HTMLInputElement>("input[data-filter]");
if (filter) {
  const rows = [...document.querySelectorAll<HTMLElement>(".desk-row, .desk-group")].map((row) => ({
    row,
    words: plain(row.textContent ?? ""),
  }));
  const status = document.querySelector(".desk-filter-count");
  filter.addEventListener("input", () => {
    const wanted = plain(filter.value.trim()).split(/\s+/);
    let left = 0;
    for (const { row, words } of rows) {
      row.hidden = !wanted.every((word) => words.includes(word));
      if (!row.hidden) left += 1;
    }
    if (status) status.textContent = filter.value === "" ? "" : `${left} of ${rows.length} shown`;
  });
}

// A choice is meant at once; the button is for pages without a script.
for (const select of document.querySelectorAll<HTMLSelectElement>(".desk-filter select")) {
  select.addEventListener("change", () => select.form?.requestSubmit());
}
