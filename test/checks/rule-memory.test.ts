import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { inOneGo } from "../../src/base/pace.ts";
import { type Problem, problem } from "../../src/base/problem.ts";
import { openStore, type Store } from "../../src/base/store.ts";
import { rememberFindings } from "../../src/checks/rule-memory.ts";
import type { StoryRecord } from "../../src/content/site-content.ts";
import { SiteFolder } from "../support/site-folder.ts";

let folder: SiteFolder;
let store: Store;
beforeEach(() => {
  folder = new SiteFolder();
  store = openStore(folder.path("cache"));
});
afterEach(() => {
  store.close();
  folder.close();
});

const story = (id: string, digest = `of ${id}`): StoryRecord =>
  ({ id, file: `articles/${id}.md`, digest }) as StoryRecord;
const many = Array.from({ length: 600 }, (_unused, index) => story(`world/story-${index}`));
const finding = ({ id, file }: StoryRecord): Problem =>
  problem({ code: "story/empty", file, story: id, message: `In ${id}.` });

/** Goes through stories; gives what was found, and which were gone through in earnest. */
function go(
  stories: readonly StoryRecord[],
  { shared = "outlet", site = "/site", name = "check", isLasting = true } = {},
) {
  const run: string[] = [];
  const found = inOneGo(
    rememberFindings({
      memory: { store, site },
      stories,
      name,
      shared,
      run: (each) => {
        run.push(each.id);
        return { problems: [finding(each)], isLasting };
      },
    }),
  );
  return { run, found };
}

describe("findings on single stories are remembered", () => {
  test("of unchanged stories nothing is gone through again, and the findings stand in their order", () => {
    const first = go(many);
    expect(first.run).toHaveLength(600);
    store.flush();
    const second = go(many);
    expect(second.run).toEqual([]);
    expect(second.found).toEqual(first.found);
    expect(second.found.map(({ story: id }) => id)).toEqual(many.map(({ id }) => id));
  });

  test("only a story that changed is gone through, or one that is new; a removed one is forgotten", () => {
    go(many);
    const changed = many.with(17, story("world/story-17", "of another text"));
    expect(go(changed).run).toEqual(["world/story-17"]);
    expect(go([...changed, story("world/new")]).run).toEqual(["world/new"]);
    const fewer = changed.slice(1);
    expect(go(fewer)).toMatchObject({ run: [], found: { length: 599 } });
    expect(go(changed).run).toEqual(["world/story-0"]);
  });

  test("a live story is gone through when an entry's own file changed", () => {
    const live = (readingKey: string) => [{ ...story("live"), entries: [], readingKey }];
    go(live("one"));
    expect(go(live("one")).run).toEqual([]);
    expect(go(live("two")).run).toEqual(["live"]);
  });

  test("what was found in a text that is no longer the story's is told, and not kept", () => {
    expect(go(many.slice(0, 1), { isLasting: false }).found).toHaveLength(1);
    expect(go(many.slice(0, 1)).run).toEqual(["world/story-0"]);
  });

  test("all are when the outlet, the style list or the rules are others, and no site takes another's findings", () => {
    go(many);
    expect(go(many, { shared: "another outlet" }).run).toHaveLength(600);
    go(many);
    expect(go(many, { site: "/other" }).run).toHaveLength(600);
    expect(go(many, { name: "everywhere" }).run).toHaveLength(600);
    expect(go(many).run).toEqual([]);
  });
});
