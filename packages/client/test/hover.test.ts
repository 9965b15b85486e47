import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { OPERATION_TAGS } from "@holdfast/contract";
import { describe, expect, test } from "vitest";

/* What an editor shows of the client on hover, as TypeScript's language service says it. */

const HERE = dirname(fileURLToPath(import.meta.url));
const ROUTER = join(HERE, "../src/generated/router.ts");
/** TypeScript 7 has no language service in JavaScript, so that the oldest supported one is asked. */
const ts: typeof import("../../../test/runtimes/node_modules/typescript/lib/typescript.js") = createRequire(
  join(HERE, "../../../test/runtimes/package.json"),
)("typescript");

/** A page of somebody's code. What stands between bars is hovered over. */
const PAGE = `
import { createClient, ERROR_STATUS, isHoldfastError, type Booking } from "../src/index.ts";
const client = createClient({ url: "http://localhost:4000" });
const hold = await client.bookings.|create|.mutate({
  slotId: "…",
  |quantity|: 2,
  customer: { |name|: "Ann" },
});
hold.|expiresInSeconds|;
client.trpc.slots.|list|;
const { items } = await client.|slots|.list.query({ |availableOnly|: true });
items[0]?.|available|;
declare const booking: Booking;
booking.|checkedInAt|;
ERROR_STATUS.|NO_SEAT|;
`;

/** What is shown at each bar, by the word there. */
function hovers(): Record<string, string> {
  const file = join(HERE, "page-of-somebody.ts");
  const pieces = PAGE.split("|");
  const text = pieces.join("");
  const options = {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.NodeNext,
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    types: [],
  };
  const read = (path: string) => (path === file ? text : ts.sys.readFile(path));
  const service = ts.createLanguageService({
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) => {
      const content = read(path);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => HERE,
    getCompilationSettings: () => options,
    getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
    fileExists: (path) => path === file || ts.sys.fileExists(path),
    readFile: read,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  });
  const mistakes = service.getSemanticDiagnostics(file).map(({ messageText }) => messageText);
  expect(mistakes).toEqual([]);
  const shown: Record<string, string> = {};
  let position = 0;
  for (const [index, piece] of pieces.entries()) {
    if (index % 2 === 1) {
      const info = service.getQuickInfoAtPosition(file, position);
      shown[piece] = ts.displayPartsToString(info?.documentation);
    }
    position += piece.length;
  }
  return shown;
}

test("a procedure, an input's field, an output's field and an error code show their texts", () => {
  const shown = hovers();
  expect(shown).toEqual({
    create: expect.stringMatching(/^Hold places of a slot\.[\s\S]*Errors: .*`NO_SEAT`/),
    quantity: "Places",
    name: "The customer's name",
    expiresInSeconds: "Seconds that the hold lives, from the response",
    list: expect.stringMatching(/^List slots\./),
    slots: "Bookable times of a doctor or a show.",
    availableOnly: "Only slots that can be booked now",
    available: "Free places that no waiting entry is about to get",
    checkedInAt: "When the customer was checked in; else null",
    NO_SEAT: expect.stringMatching(/^No available seat \(409\)\.[\s\S]*Offer another slot/),
  });
});

describe("no text is missing", () => {
  const source = ts.createSourceFile(ROUTER, readFileSync(ROUTER, "utf8"), ts.ScriptTarget.ESNext, true);

  /** Every property of the router below its nouns, with its path and its text. */
  function properties(): { path: string; text: string }[] {
    const found: { path: string; text: string }[] = [];
    const visit = (
      node: import("../../../test/runtimes/node_modules/typescript/lib/typescript.js").Node,
      path: string[],
    ) => {
      if (!ts.isPropertySignature(node)) return void ts.forEachChild(node, (child) => visit(child, path));
      const here = [...path, node.name.getText(source)];
      const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
      const text = comments.map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? "").join("");
      found.push({ path: here.join("."), text });
      ts.forEachChild(node, (child) => visit(child, here));
    };
    visit(source, []);
    return found;
  }

  test("on a noun, a procedure, or a field of an input or an output", () => {
    const all = properties();
    const told = all.filter(({ path }) => /^[a-z]+(\.[a-zA-Z]+(\.(input|output)\..+)?)?$/.test(path));
    const nouns = new Set<string>(OPERATION_TAGS.flatMap(({ nouns }) => nouns));
    const relevant = told.filter(({ path }) => nouns.has(path.split(".")[0] ?? ""));
    expect(relevant.length).toBeGreaterThan(300);
    expect(relevant.filter(({ text }) => text.length < 5).map(({ path }) => path)).toEqual([]);
  });
});
