import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/* Every relative link of the documentation leads to a file that exists, and every anchor to a heading. */

const ROOT = fileURLToPath(new URL("..", import.meta.url));

const docs = await readdir(join(ROOT, "docs"), { recursive: true });
const packages = await readdir(join(ROOT, "packages"));
const examples = await readdir(join(ROOT, "examples"));
const PAGES = [
  "README.md",
  "ARCHITECTURE.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  ...docs.filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`),
  ...packages.map((name) => `packages/${name}/README.md`),
  ...examples.map((name) => `examples/${name}/README.md`),
].filter((page) => existsSync(join(ROOT, page)));

const read = (page: string) => readFile(join(ROOT, page), "utf8");

/** A page without its code, in which nothing is a link. */
const prose = (text: string) => text.replaceAll(/^ *```.*?^ *```$/gms, "").replaceAll(/`[^`\n]*`/g, "`code`");

/** Targets of links that stay in the repository. */
function linksOf(text: string): string[] {
  const targets = [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
  return targets.filter((target) => !/^[a-z]+:/.test(target));
}

/** The anchors of a page as GitHub makes them of headings, and those that it sets itself. */
function anchorsOf(text: string): Set<string> {
  const withoutCode = text.replaceAll(/^ *```.*?^ *```$/gms, "");
  const headings = [...withoutCode.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(/\s/g, "-"),
  );
  const own = [...withoutCode.matchAll(/<a id="([^"]+)">/g)].map(([, id = ""]) => id);
  return new Set([...headings, ...own]);
}

/** Why a link leads nowhere; undefined where it leads somewhere. */
async function problemOf(page: string, target: string): Promise<string | undefined> {
  const [path = "", anchor] = target.split("#");
  const file = path === "" ? page : join(dirname(page), decodeURI(path));
  if (!existsSync(join(ROOT, file))) return `${target}: there is no ${file}`;
  if (anchor === undefined || !file.endsWith(".md")) return undefined;
  return anchorsOf(await read(file)).has(anchor) ? undefined : `${target}: ${file} has no such heading`;
}

test.each(PAGES)("the links of %s lead somewhere", async (page) => {
  const targets = linksOf(await read(page));
  const problems = await Promise.all(targets.map((target) => problemOf(page, target)));
  expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
});

test("docs/README.md names every page of docs", async () => {
  const map = linksOf(await read("docs/README.md")).map((target) => join("docs", target));
  const pages = PAGES.filter((page) => page.startsWith("docs/") && !page.startsWith("docs/decisions/"));
  expect(pages.filter((page) => page !== "docs/README.md" && !map.includes(page))).toEqual([]);
});
