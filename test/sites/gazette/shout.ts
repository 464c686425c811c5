/** The Gazette's own filter: capitals. */
export function shout(text: string): string {
  return text.toUpperCase();
}
