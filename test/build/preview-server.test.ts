import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PreviewServer } from "../../scripts/preview-server.ts";
import { problem } from "../../src/base/problem.ts";

// A preview shows embargoed stories: whoever has it open visits other sites too, and none of these may read or move it.

const policy = "default-src &#39;none&#39;; script-src &#39;none&#39;; connect-src &#39;self&#39;";
const pages: Record<string, string> = {
  "/": "<body><p>Drafts</p></body>",
  "/story/": `<meta http-equiv="Content-Security-Policy" content="${policy}"><script src="/a/pages-client-offline-1.js" defer></script><body></body>`,
  "/lite/": `<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;"><body></body>`,
};
const source = {
  file: async (path: string) => {
    const body = pages[path];
    return body === undefined ? undefined : { file: "index.html", body };
  },
};
const server = new PreviewServer(source, "");
let port: number;

beforeAll(async () => {
  server.handlers.push(async (url, method) =>
    url.pathname === "/desk/look/" ? { status: 200, type: "text/plain", body: `moved by ${method}` } : undefined,
  );
  port = Number(new URL(await server.listen(0)).port);
});
afterAll(() => server.close());

function ask(
  path: string,
  method = "GET",
  headers: Record<string, string> = {},
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (piece: string) => {
        body += piece;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
    });
    asked.on("error", reject);
    asked.end();
  });
}

test.each(["localhost", "127.0.0.1", "[::1]"])("answers to this machine's own name, %s", async (name) => {
  expect(await ask("/", "GET", { Host: `${name}:${port}` })).toMatchObject({ status: 200 });
});

test.each(["evil.example", "localhost.evil.example", "127.0.0.1.evil.example"])(
  "answers to no other name that leads here: %o",
  async (name) => {
    const { status, body } = await ask("/", "GET", { Host: name });
    expect([status, body]).toEqual([421, expect.not.stringContaining("Drafts")]);
  },
);

test("takes forms from its own pages alone", async () => {
  const host = `localhost:${port}`;
  const from = (origin: string) => ask("/desk/look/", "POST", { Host: host, Origin: origin });
  expect(await from(`http://${host}`)).toEqual({ status: 200, body: "moved by POST" });
  expect((await from("https://evil.example")).status).toBe(403);
  expect((await from("null")).status).toBe(403);
});

test.each(["//", "/%00", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/\\..\\x", "/%"])(
  "an odd address %o is none of its pages, and no fault",
  async (path) => {
    const { status, body } = await ask(path, "GET", { Host: "localhost" });
    expect([status, body]).toEqual([404, expect.not.stringContaining("root:")]);
  },
);

test("says in one line how many errors there are, and where they are told in full", async () => {
  server.problems = [
    problem({ code: "story/empty", file: "articles/a.md", message: "The <b>copy</b> is empty." }),
    problem({ code: "story/empty", file: "articles/b.md", message: "Another." }),
  ];
  const { body } = await ask("/", "GET", { Host: "localhost" });
  expect(body).toContain('<a href="/desk/problems/">2 errors in 2 files</a>: ');
  expect(body).not.toContain("<b>copy");
});

test("lets its script into each page's policy, naming no directive twice, and keeps no page of a preview for later", async () => {
  const { body } = await ask("/story/", "GET", { Host: `localhost:${port}` });
  expect(body).toContain("content=\"default-src 'none'; script-src 'self'; connect-src 'self'\"");
  expect(body).not.toContain("pages-client-offline");
  const lite = await ask("/lite/", "GET", { Host: `localhost:${port}` });
  expect(lite.body).toContain("content=\"default-src 'none'; script-src 'self'; connect-src 'self'\"");
});
