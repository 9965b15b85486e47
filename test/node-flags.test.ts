import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

const read = (path: string) => readFile(new URL(`../${path}`, import.meta.url), "utf8");

/** The options of Node.js in a text, each once, sorted by name. */
const flagsIn = (text = "") => [...new Set(text.match(/--[a-z][a-z-]*(?:=\d+)?(?=[\s"'`*,])/g))].sort();

/* npm start, the Docker image, the benchmark and the manual must use the same options. */
test("Node.js runs the server with the same options everywhere", async () => {
  const { scripts } = JSON.parse(await read("package.json"));
  const [, started] = scripts.start.split("scripts/run.mjs --build node ");
  const flags = flagsIn(started);
  expect(flags.length).toBeGreaterThan(0);

  const dockerfile = await read("Dockerfile");
  expect(flagsIn(dockerfile.slice(dockerfile.lastIndexOf("\nCMD")))).toEqual(flags);

  const [, benchmark] = (await read("bench/src/servers.ts")).split("const NODE_FLAGS = ");
  expect(flagsIn(benchmark?.split(";")[0])).toEqual(flags);

  const [, starting] = (await read("docs/operations.md")).split("## Starting");
  const [command, explained] = (starting?.split("## Stopping")[0] ?? "").split("Three options");
  expect(flagsIn(command)).toEqual(flags);
  expect(flagsIn(explained)).toEqual(flags);
});
