// Eleventy 3.1.8 ships no types; these are the parts that src/pages uses, as its documentation describes them.
declare module "@11ty/eleventy" {
  export interface EleventyConfig {
    addTemplate(virtualPath: string, content: string, data?: Record<string, unknown>): void;
    addGlobalData(name: string, value: unknown): void;
    addNunjucksFilter(name: string, filter: (...values: never[]) => unknown): void;
    addFilter(name: string, filter: (...values: never[]) => unknown): void;
    addPlugin(plugin: (config: EleventyConfig, options?: unknown) => void | Promise<void>, options?: unknown): void;
    addTransform(
      name: string,
      transform: (this: { page: { outputPath: string } }, content: string) => string | Promise<string>,
    ): void;
    setNunjucksEnvironmentOptions(options: Record<string, unknown>): void;
    setQuietMode(quiet: boolean): void;
    benchmarkManager: { get(group: string): { setMinimumThresholdMs(ms: number): void } };
    setUseGitIgnore(use: boolean): void;
    setTemplateFormats(formats: string[]): void;
    on(event: "eleventy.engine.njk", listener: (engine: NunjucksEngine) => void): void;
  }

  export interface NunjucksEngine {
    nunjucks: typeof import("nunjucks");
    environment: { loaders: unknown[]; addFilter(name: string, filter: (...values: never[]) => unknown): void };
  }

  export interface EleventyOptions {
    configPath?: string;
    quietMode?: boolean;
    config?: (config: EleventyConfig) => void;
    dryRun?: boolean;
  }

  export class Eleventy {
    constructor(input: string, output: string, options?: EleventyOptions);
    init(): Promise<void>;
    disableLogger(): void;
    write(): Promise<unknown>;
    toJSON(): Promise<{ url: string; outputPath: string; inputPath: string; content: string }[]>;
  }
  export default Eleventy;
}
