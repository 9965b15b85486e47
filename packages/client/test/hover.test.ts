import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ERRORS, OPERATION_TAGS } from "@holdfast/contract";
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

/** What is shown for each word between bars, in their order. */
function hovers(page: string): { word: string; text: string }[] {
  const file = join(HERE, "page-of-somebody.ts");
  const pieces = page.split("|");
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
  const shown: { word: string; text: string }[] = [];
  let position = 0;
  for (const [index, piece] of pieces.entries()) {
    if (index % 2 === 1) {
      const info = service.getQuickInfoAtPosition(file, position);
      shown.push({ word: piece, text: ts.displayPartsToString(info?.documentation) });
    }
    position += piece.length;
  }
  return shown;
}

test("a procedure, an input's field, an output's field and an error code show their texts", () => {
  const shown = hovers(PAGE).map(({ word, text }) => [word, text]);
  expect(Object.fromEntries(shown)).toEqual({
    create: expect.stringMatching(/^Hold places of a slot\.[\s\S]*Errors: .*`NO_SEAT`/),
    quantity: "How many places of the slot",
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

  const nouns = new Set<string>(OPERATION_TAGS.flatMap(({ nouns }) => nouns));
  const members = properties().filter(
    ({ path }) =>
      nouns.has(path.split(".")[0] ?? "") && /^[a-z]+(\.[a-zA-Z]+(\.(input|output)\..+)?)?$/.test(path),
  );

  test("on a noun, a procedure, or a field of an input or an output", () => {
    expect(members.length).toBeGreaterThan(300);
    expect(members.filter(({ text }) => text.length < 5).map(({ path }) => path)).toEqual([]);
  });

  test("in an editor: every procedure, field and error code shows its own", () => {
    const codes = Object.keys(ERRORS);
    const page = [PRELUDE, ...members.map(({ path }) => lineOf(path)), ...codes.map(lineOfCode)].join("\n");
    const shown = hovers(page);
    expect(shown).toHaveLength(members.length + codes.length);
    const missing = members.filter(({ text }, index) => shown[index]?.text !== text);
    expect(missing).toEqual([]);
    expect(shown.filter(({ text }) => text.length < 5)).toEqual([]);
  });
});

const PRELUDE = `
import { createClient, ERROR_STATUS, type RouterInputs, type RouterOutputs } from "../src/index.ts";
const client = createClient({ url: "http://localhost:4000" });
type Item<Field> = Field extends readonly (infer Each)[] ? NonNullable<Each>
  : Field extends AsyncIterable<infer Each> ? NonNullable<Each>
  : string extends keyof Field ? NonNullable<Field[keyof Field]> : NonNullable<Field>;
type Having<Whole, Name> = Whole extends unknown ? Name extends keyof Whole ? Whole : never : never;
type Of<Whole, Name> = Whole extends unknown ? Name extends keyof Whole ? Whole[Name] : never : never;
type In<Whole, Name> = Item<NonNullable<Of<Item<Whole>, Name>>>;
declare function of<Type>(): Type;
`;

/** A line of a page that hovers over a member of the router. */
function lineOf(path: string): string {
  const [noun = "", verb, part, ...fields] = path.split(".");
  if (verb === undefined) return `client.|${noun}|;`;
  if (part === undefined) return `client.${noun}.|${verb}|;`;
  const whole = `${part === "input" ? "RouterInputs" : "RouterOutputs"}["${noun}"]["${verb}"]`;
  const last = fields.pop();
  const type = fields.reduce((inner, field) => `In<${inner}, "${field}">`, `Item<${whole}>`);
  return `of<Having<${type}, "${last}">>().|${last}|;`;
}

const lineOfCode = (code: string) => `ERROR_STATUS.|${code}|;`;
