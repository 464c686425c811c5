// The device's own sheet, where it has one, and a button that copies the address: both are nothing without a script, so they
// stand in a template beside the plain links.

const template = document.getElementById("share");
const address = document.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href ?? location.href;

if (template instanceof HTMLTemplateElement) {
  const made = template.content.cloneNode(true) as DocumentFragment;
  const sheet = made.querySelector<HTMLButtonElement>("[data-share=sheet]");
  const copy = made.querySelector<HTMLButtonElement>("[data-share=copy]");
  const status = made.querySelector("[role=status]");
  if ("share" in navigator && sheet) {
    const title = document.querySelector("h1")?.textContent ?? document.title;
    // A reader who changes their mind is no error.
    sheet.onclick = () => void navigator.share({ title, url: address }).catch(() => {});
  } else sheet?.parentElement?.remove();
  // Only pages that came safely may use the clipboard (secure contexts): not an edition from a folder.
  if (isSecureContext && navigator.clipboard && copy && status) {
    copy.onclick = async () => {
      status.textContent = await navigator.clipboard.writeText(address).then(
        () => copy.dataset.done ?? "",
        () => address,
      );
    };
  } else copy?.parentElement?.remove();
  template.parentElement?.append(made);
}
