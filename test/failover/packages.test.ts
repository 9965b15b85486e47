import { expect, test } from "vitest";
import { type Machinery, whyNotHere } from "./packages.ts";

const debian: Machinery = {
  platform: "linux",
  isRoot: true,
  hasFile: () => true,
  canMakeNamespaces: async () => true,
};

test("a machine with all of it can run the suite", async () => {
  expect(await whyNotHere(debian)).toEqual([]);
});

test("missing packages are named, with the command that installs them", async () => {
  const hasFile = (path: string) => !path.includes("patroni") && !path.includes("haproxy");
  expect(await whyNotHere({ ...debian, hasFile })).toEqual([
    "Debian's packages are missing: patroni, haproxy",
    "apt-get install --no-install-recommends patroni haproxy",
  ]);
});

test.each<[string, Partial<Machinery>]>([
  ["Linux", { platform: "darwin" }],
  ["root", { isRoot: false }],
  ["namespaces", { canMakeNamespaces: async () => false }],
])("a machine without %s cannot run it", async (word, machinery) => {
  const reasons = await whyNotHere({ ...debian, ...machinery });
  expect(reasons).toEqual([expect.stringContaining(word)]);
});
