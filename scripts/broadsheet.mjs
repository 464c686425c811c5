import nodeModule from "node:module";

// The one way in: checks Node's version in words that an old Node understands, then hands over to scripts/<command>.ts.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Broadsheet needs Node 22.18 or later; this is ${process.versions.node}.\n` +
      "Run `npm ci` first: it brings Node 26 along, and `npm run …` uses it.",
  );
  process.exit(2);
}
// Before anything else is loaded: what was parsed once is not parsed again. Older Nodes of the 22 line lack it.
nodeModule.enableCompileCache?.();
// The bytes of a page must not hang on the machine's zone or language.
process.env.TZ = "UTC";
const { main } = await import("./main.ts");
process.exitCode = await main(process.argv.slice(2));
