import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { EVENT_TYPES, snakeText } from "../src/index.ts";

test("docs/events.md has every type with its text", () => {
  const page = readFileSync(new URL("../../../docs/events.md", import.meta.url), "utf8");
  const rows = [...page.matchAll(/^\| `(\w+\.\w+)` \| (.+) \|$/gm)].map(([, type, text]) => [type, text]);
  expect(rows).toEqual(Object.entries(EVENT_TYPES).map(([type, text]) => [type, snakeText(text)]));
});
