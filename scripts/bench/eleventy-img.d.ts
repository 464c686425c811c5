declare module "@11ty/eleventy-img" {
  /** As much of it as the bench uses; it brings no types of its own. */
  export default function Image(
    source: string,
    options: Record<string, unknown>,
  ): Promise<Record<string, { outputPath: string }[]>>;
}
