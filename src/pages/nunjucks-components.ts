import type { TemplateEnvironment } from "./nunjucks-faults.ts";

// Nunjucks runs the whole of a component's file again at every `{% from … import … %}`: a story page imports fifteen, a
// listing one for each card. A component reads only its params (STYLE.md), so its macros are the same for every page.

type Exported = Record<string, unknown>;
type ExportedCallback = (error: Error | null, exported?: Exported | null) => void;

/** The part of a Nunjucks 3.2 template that an import uses. */
interface ImportedTemplate {
  getExported(...given: unknown[]): unknown;
}

/** Keeps what a component's file exports, and what a component gave for the very same params. */
export function rememberComponents(environment: TemplateEnvironment): void {
  const getTemplate = environment.getTemplate.bind(environment);
  const known = new WeakSet<object>();
  environment.getTemplate = (name, eager, parent, ignoreMissing, callback) => {
    if (typeof callback !== "function") return getTemplate(name, eager, parent, ignoreMissing, callback);
    return getTemplate(name, eager, parent, ignoreMissing, (error, template) => {
      if (template && !known.has(template)) {
        known.add(template);
        rememberExports(template as unknown as ImportedTemplate);
      }
      callback(error, template);
    });
  };
}

function rememberExports(template: ImportedTemplate): void {
  const getExported = template.getExported.bind(template);
  let remembered: Exported | undefined;
  template.getExported = (...given) => {
    const [callback] = given as [ExportedCallback];
    // Imported `with context`: what is exported may hang on the page.
    if (given.length !== 1 || typeof callback !== "function") return getExported(...given);
    if (remembered) return callback(null, remembered);
    return getExported((error: Error | null, exported: Exported | null) => {
      if (exported) {
        remembered = Object.fromEntries(
          Object.entries(exported).map(([name, value]) => [
            name,
            typeof value === "function" ? rememberCalls(value as Macro) : value,
          ]),
        );
      }
      callback(error, remembered);
    });
  };
}

type Macro = (...given: unknown[]) => unknown;
type Params = Record<string, unknown>;

/** So many calls are kept for one object: more would take longer to look through than to run. */
const mostKept = 32;

/** After so many calls without a single one that was known, a component is not looked up any more. */
const patience = 200;

/**
 * A macro of one `params` object that gives the same markup for the same params without running again: a masthead for
 * each page of a section, a card for each listing that a story stands in. Params are the same where each value is the
 * same text or number, or the very same object: views share their parts, and nobody changes one.
 */
export function rememberCalls(macro: Macro): Macro {
  // By the first object among the params, weakly: what was made of a view goes with it.
  let calls = new WeakMap<object, { params: Params; made: unknown }[]>();
  let misses = 0;
  let hits = 0;
  return function (this: unknown, ...given: unknown[]) {
    const [params] = given as [Params];
    if (misses === patience || given.length !== 1 || !isParams(params)) return macro.apply(this, given);
    const part = firstObject(params);
    if (part === undefined) return macro.apply(this, given);
    const earlier = calls.get(part);
    const known = earlier?.find((call) => isSame(call.params, params));
    if (known) {
      hits += 1;
      return known.made;
    }
    const made = macro.apply(this, given);
    if (!earlier) calls.set(part, [{ params, made }]);
    else if (earlier.length < mostKept) earlier.push({ params, made });
    if (hits === 0) {
      misses += 1;
      if (misses === patience) calls = new WeakMap();
    }
    return made;
  };
}

// Keyword arguments of Nunjucks are marked objects; they are left to it.
function isParams(value: unknown): value is Params {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !("__keywords" in value);
}

function firstObject(params: Params): object | undefined {
  for (const key in params) {
    const value = params[key];
    if (typeof value === "object" && value !== null) return value;
  }
  return undefined;
}

function isSame(a: Params, b: Params): boolean {
  let count = 0;
  for (const key in a) {
    if (a[key] !== b[key]) return false;
    count += 1;
  }
  for (const _key in b) count -= 1;
  return count === 0;
}
