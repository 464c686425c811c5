// A search has an address, so that it can be kept, sent on and gone back to.

/** Puts into the form what the address asks for; what it says wrongly stays as it is. */
export function readAddress(form: HTMLFormElement): void {
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = value;
    else if (field instanceof HTMLSelectElement && [...field.options].some((option) => option.value === value))
      field.value = value;
  }
}

/** Whether the address asks for what the form says. */
export function isAddressed(form: HTMLFormElement): boolean {
  const { search, pathname } = location;
  const asked = new URLSearchParams(search).toString();
  return addressOf(form) === (asked === "" ? pathname : `?${asked}`);
}

/** The form's address: nothing in it that nobody asked. */
export function addressOf(form: HTMLFormElement): string {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    const field = form.elements.namedItem(name);
    const isStandard =
      field instanceof HTMLSelectElement &&
      [...field.options].some((option) => option.defaultSelected && option.value === value);
    if (typeof value === "string" && value !== "" && !isStandard) asked.append(name, value);
  }
  const text = asked.toString();
  return text === "" ? location.pathname : `?${text}`;
}

/** A date of a form as days since 1970. */
export function dayOf(value: string | undefined): number | undefined {
  const time = value ? Date.parse(`${value}T00:00Z`) : Number.NaN;
  return Number.isNaN(time) ? undefined : Math.floor(time / 86_400_000);
}
