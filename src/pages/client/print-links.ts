// On paper, the addresses of links stand as numbered notes at the end. Without scripts they stand in brackets after the words
// (print.css), which takes no bytes from any page.

const story = document.querySelector<HTMLElement>("[data-print-links]");

if (story) {
  let made: Element[] = [];
  addEventListener("beforeprint", () => {
    const list = document.createElement("ol");
    const numbers = new Map<string, number>();
    for (const link of story.querySelectorAll<HTMLAnchorElement>(".story-body a[href^=http], .sources a[href^=http]")) {
      let number = numbers.get(link.href);
      if (number === undefined) {
        number = numbers.size + 1;
        numbers.set(link.href, number);
        list.append(element("li", readable(link.href)));
      }
      const mark = element("sup", `[${number}]`);
      mark.className = "print-link";
      link.after(mark);
      made.push(mark);
    }
    if (numbers.size === 0) return;
    const section = document.createElement("section");
    section.className = "print-links";
    section.append(element("p", story.dataset.printLinks ?? ""), list);
    story.append(section);
    story.classList.add("has-print-links");
    made.push(section);
  });
  addEventListener("afterprint", () => {
    story.classList.remove("has-print-links");
    for (const each of made) each.remove();
    made = [];
  });
}

/** Percent signs are hard to type: an address of another script as its own letters, where it has none that would mislead. */
function readable(href: string): string {
  try {
    return decodeURI(href).replace(/[\s\p{C}]/gu, encodeURIComponent);
  } catch {
    return href;
  }
}

function element(name: "li" | "sup" | "p", words: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = words;
  return made;
}
