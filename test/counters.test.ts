import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const CORE = fileURLToPath(new URL("../packages/core/src", import.meta.url));

/** SQL, or a Kysely update, that writes a slot's `booked` or `waiting`. */
const WRITES = /\b(?:SET|,)\s+(?:booked|waiting)\s*=|\.set\([^)]*\b(?:booked|waiting):/;

function filesThatWriteCounters(): string[] {
  const files = readdirSync(CORE, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  return files.filter((file) => WRITES.test(readFileSync(join(CORE, file), "utf8")));
}

test("one file writes the counters of a slot", () => {
  expect(filesThatWriteCounters()).toEqual([`inventory${sep}counters.ts`]);
});

test.each(["UPDATE slots SET booked = 0", "SET closed = true, waiting = 1", ".set({ booked: 3 })"])(
  "%s is seen",
  (statement) => {
    expect(WRITES.test(statement)).toBe(true);
  },
);
