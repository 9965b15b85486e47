import { writeFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { ERRORS } from "@holdfast/contract";
import { createTestDatabase, type TestDatabase } from "@holdfast/db/testing";
import { publint } from "publint";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeSlot, startServer, type TestServer } from "../../../apps/api/test/harness.ts";
import {
  COMPILERS,
  createOldestTrpcProject,
  createOutsideProject,
  NODES,
  type OutsideProject,
  run,
} from "./outside.ts";

/* The packed client in a project of somebody else: what is in it, compiles, bundles and runs. */

const SIZE_MAX_BYTES = 12_000;
const INSTANTIATIONS_MAX_RATIO = 2.5;
/** Older versions of tRPC do not export what the generated types are made of. */
const TRPC = "^11.4.0";
const README_URL = "http://localhost:4000";
const EXAMPLES = new URL("../../../examples/", import.meta.url);

let outside: OutsideProject;
let database: TestDatabase;
let server: TestServer;
let readme: string;

beforeAll(async () => {
  outside = await createOutsideProject();
  readme = await readFile(installed("README.md"), "utf8");
  database = await createTestDatabase();
  server = await startServer({ DATABASE_URL: database.url });
});

afterAll(async () => {
  await server?.end();
  await database?.drop();
  await outside?.remove();
});

/** A file of the package as it was installed. */
const installed = (path: string) => join(outside.dir, "node_modules/@holdfast/client", path);

const unpacked = async () => createPackageFromTarballData(new Uint8Array(await readFile(outside.tarball)));

/** The README's code blocks of a language. */
const blocksOf = (language: string) =>
  [...readme.matchAll(new RegExp(`^( *)\`\`\`${language}\n(.*?)^ *\`\`\``, "gms"))].map(
    ([, indent = "", code = ""]) => code.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
  );

/** Compiles files of the project. Returns the compiler's complaints and statistics. */
async function compile(compiler: keyof typeof COMPILERS, files: string[], options: object = {}) {
  const compilerOptions = {
    noEmit: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noImplicitReturns: true,
    target: "es2022",
    lib: ["es2022", "dom"],
    types: [],
    module: "nodenext",
    skipLibCheck: true,
    ...options,
  };
  const config = join(outside.dir, `tsconfig.${compiler}.json`);
  await writeFile(config, JSON.stringify({ compilerOptions, files }));
  return run(process.execPath, [COMPILERS[compiler], "-p", config, "--extendedDiagnostics"], outside.dir);
}

test("the package has what is needed and nothing of this repository", async () => {
  const manifest = JSON.parse(await readFile(installed("package.json"), "utf8"));
  expect(manifest).toMatchObject({ type: "module", sideEffects: false, engines: { node: ">=20" } });
  expect(manifest).toMatchObject({ license: "MIT", publishConfig: { access: "public", provenance: true } });
  expect(manifest).not.toHaveProperty("private");
  expect(manifest).not.toHaveProperty("dependencies");
  expect(manifest.peerDependencies).toEqual({ "@trpc/client": TRPC, "@trpc/server": TRPC });
  expect(JSON.stringify(manifest)).not.toMatch(/workspace:|catalog:/);
  const files = (await unpacked())
    .listFiles()
    .map((file) => file.replace("/node_modules/@holdfast/client/", ""));
  expect(files).toEqual(expect.arrayContaining(["README.md", "LICENSE", "dist/index.js", "dist/index.d.ts"]));
  const other =
    /^((dist\/cjs\/)?package\.json|README\.md|LICENSE|src\/[a-z/-]+\.ts|dist\/[a-z/-]+(\.js|\.d\.ts)(\.map)?)$/;
  expect(files.filter((file) => !other.test(file))).toEqual([]);
  for (const file of files.filter((name) => /\.(js|ts)$/.test(name))) {
    const imports = [
      ...(await readFile(installed(file), "utf8")).matchAll(/(?:from |import\(|require\()"([^"]+)"/g),
    ];
    const foreign = imports
      .map(([, name = ""]) => name)
      .filter((name) => !/^(\.|@trpc\/|@holdfast\/client$)/.test(name));
    expect(foreign, file).toEqual([]);
  }
});

test("source maps lead to the sources, which are in the package", async () => {
  const map = JSON.parse(await readFile(installed("dist/client.js.map"), "utf8"));
  const source = await readFile(join(dirname(installed("dist/client.js")), map.sources[0]), "utf8");
  expect(source).toContain("export function createClient(options: ClientOptions)");
});

test("publint has nothing to say", async () => {
  const { messages } = await publint({ pkgDir: dirname(installed("package.json")), strict: true });
  expect(messages).toEqual([]);
});

test("its types are right wherever it is imported or required", async () => {
  const result = await checkPackage(await unpacked());
  expect(result.types ? result.problems : ["no types"]).toEqual([]);
});

test.each(Object.entries(NODES))(
  "import and require() have the same to offer on the %s Node.js",
  (_, node) => {
    const script = `
    const names = (module) => Object.keys(module).filter((name) => !/^(default|module.exports|__esModule)$/.test(name)).sort();
    for (const entry of ["@holdfast/client", "@holdfast/client/testing"]) {
      import(entry).then((imported) => console.log(entry, names(imported).join() === names(require(entry)).join()));
    }`;
    const output = run(node, ["--input-type=commonjs", "-e", script], outside.dir);
    expect(output).toBe("@holdfast/client true\n@holdfast/client/testing true\n");
  },
);

test("an error of the one build is known by the other", () => {
  const script = `
    import { createRequire } from "node:module";
    import { isHoldfastError, isHoldfastTransportError } from "@holdfast/client";
    const made = createRequire(import.meta.url)("@holdfast/client/testing");
    const errors = [made.holdfastError("NO_SEAT"), made.holdfastTransportError("aborted")];
    console.log(errors.map((error) => [isHoldfastError(error), isHoldfastTransportError(error)]).join());`;
  const output = run(process.execPath, ["--input-type=module", "-e", script], outside.dir);
  expect(output).toBe("true,false,false,true\n");
});

test.each([
  ["5.9", "nodenext", "nodenext"],
  ["5.9", "esnext", "bundler"],
  ["7.0", "nodenext", "nodenext"],
  ["7.0", "esnext", "bundler"],
  ["5.9", "node16", "node16"],
] as const)(
  "TypeScript %s, module %s, moduleResolution %s: types are right, mistakes refused",
  async (compiler, module, moduleResolution) => {
    const codes = [...Object.keys(ERRORS), "UNKNOWN"];
    await writeFile(join(outside.dir, "codes.ts"), exhaustiveSwitch(codes));
    const blocks = [...blocksOf("ts"), blocksOf("js")[0]];
    expect(blocks).toHaveLength(4);
    const files = ["mistakes.ts", "every-procedure.ts", "fake.ts", "codes.ts"];
    for (const [index, block] of blocks.entries()) {
      files.push(`readme-${index}.ts`);
      await writeFile(join(outside.dir, `readme-${index}.ts`), `declare const console: Console;\n${block}`);
    }
    await compile(compiler, files, { module, moduleResolution });
  },
);

test.each([
  ["5.9", "commonjs", "node10"],
  ["5.9", "node16", "node16"],
  ["7.0", "nodenext", "nodenext"],
] as const)(
  "TypeScript %s, module %s, moduleResolution %s: a CommonJS project has the types, too",
  async (compiler, module, moduleResolution) => {
    await writeFile(join(outside.dir, "uses.cts"), await readFile(join(outside.dir, "every-procedure.ts")));
    await writeFile(join(outside.dir, "fake.cts"), await readFile(join(outside.dir, "fake.ts")));
    await compile(compiler, ["uses.cts", "fake.cts"], { module, moduleResolution });
  },
);

test("the README's hooks for React compile where the example's packages are", async () => {
  const [code = ""] = blocksOf("tsx");
  expect(code).toContain("createTRPCOptionsProxy");
  const react = fileURLToPath(new URL("react/", EXAMPLES));
  const folder = await mkdtemp(join(react, "node_modules/.readme-"));
  await writeFile(join(folder, "hooks.tsx"), code);
  await writeFile(
    join(folder, "tsconfig.json"),
    JSON.stringify({ extends: "../../tsconfig.json", include: ["hooks.tsx"] }),
  );
  try {
    run(process.execPath, [COMPILERS["7.0"], "-p", folder], react);
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** Switches over the codes: one has them all, the others lack the last, which must be refused. */
function exhaustiveSwitch(codes: string[]): string {
  const cases = (some: string[]) => some.map((code) => `    case "${code}": return "${code}";`).join("\n");
  return `import type { ErrorCode } from "@holdfast/client";
export function every(code: ErrorCode): string {
  switch (code) {
${cases(codes)}
  }
}
// @ts-expect-error a code is missing
export function notEvery(code: ErrorCode): string {
  switch (code) {
${cases(codes.slice(0, -1))}
  }
}
export function everyByName(code: ErrorCode): string {
  switch (code) {
${cases(codes)}
    default: return code satisfies never;
  }
}
export function notEveryByName(code: ErrorCode): string {
  switch (code) {
${cases(codes.slice(0, -1))}
    // @ts-expect-error a code is missing
    default: return code satisfies never;
  }
}
`;
}

test.each(["5.9", "7.0"] as const)(
  "TypeScript %s finds no mistake in the declarations themselves",
  async (compiler) => {
    // esnext.disposable is what @trpc/server's own declarations ask for.
    const lib = ["es2022", "dom", "esnext.disposable"];
    await compile(compiler, ["every-procedure.ts"], { skipLibCheck: false, lib });
  },
);

test("the oldest tRPC that the package promises will do", async () => {
  const oldest = await createOldestTrpcProject(outside);
  const { version } = JSON.parse(
    await readFile(join(oldest, "node_modules/@trpc/client/package.json"), "utf8"),
  );
  expect(`^${version}`).toBe(TRPC);
  const files = ["every-procedure.ts", "mistakes.ts", "fake.ts"];
  await compile(
    "5.9",
    files.map((file) => join(oldest, file)),
  );
  const [, code = ""] = blocksOf("js");
  await writeFile(join(oldest, "unit.mjs"), code);
  expect(run(process.execPath, ["--test", "--test-reporter=tap", "unit.mjs"], oldest)).toContain(
    "# fail 0\n",
  );
});

test("a file that uses every procedure costs the compiler at most 2.5 times a file with @trpc/client alone", async () => {
  const count = async (file: string) =>
    Number(/^Instantiations: *(\d+)$/m.exec(await compile("5.9", [file]))?.[1]);
  const [every, bare] = [await count("every-procedure.ts"), await count("trpc-only.ts")];
  expect(bare).toBeGreaterThan(0);
  expect(every).toBeLessThan(INSTANTIATIONS_MAX_RATIO * bare);
});

/** What Vite makes of a page or script of the project: its JavaScript. */
async function bundle(root: string, input: string): Promise<string> {
  const output = await build({
    root,
    configFile: false,
    logLevel: "silent",
    build: { write: false, rollupOptions: { input: join(root, input) } },
  });
  if (!("output" in output)) throw new Error("vite did not write");
  return output.output.map((file) => (file.type === "chunk" ? file.code : "")).join("");
}

test("an app that imports createClient alone grows by at most 12 kB, minified and gzipped", async () => {
  const app = `import { createClient } from "@holdfast/client";
globalThis.client = createClient({ url: location.origin });
`;
  await writeFile(join(outside.dir, "app.js"), app);
  const code = await bundle(outside.dir, "app.js");
  expect(code).toContain("Retry-After");
  const bytes = gzipSync(code).length;
  expect(bytes).toBeLessThanOrEqual(SIZE_MAX_BYTES);
  expect(readme).toContain(`about ${Math.round(bytes / 1000)} kB`);
});

test("examples/browser is bundled, with the client in it and nothing left to fetch", async () => {
  for (const file of ["index.html", "main.js"]) {
    await writeFile(join(outside.dir, file), await readFile(new URL(`browser/${file}`, EXAMPLES)));
  }
  const code = await bundle(outside.dir, "index.html");
  expect(code).toContain("seconds left");
  expect(code).toContain("Retry-After");
  expect(code).not.toMatch(/\bimport\b|from *["']/);
});

test.each(Object.entries(NODES))("the README's quick start runs on the %s Node.js", async (name, node) => {
  const [code = ""] = blocksOf("js");
  expect(code).toContain(README_URL);
  await writeFile(join(outside.dir, `quick-start-${name}.mjs`), code.replace(README_URL, server.url));
  const output = run(node, [`quick-start-${name}.mjs`], outside.dir);
  expect(output).toMatch(/^Two places are yours for 1(19|20) seconds\.\nCONFIRMED: booking [0-9a-f-]{36}\n$/);
});

test.each(Object.entries(NODES))("the README's unit test passes on the %s Node.js", (name, node) => {
  const [, code = ""] = blocksOf("js");
  expect(code).toContain("@holdfast/client/testing");
  for (const [file, source] of [
    [`unit-${name}.mjs`, code],
    [`unit-${name}.cjs`, toCommonJs(code)],
  ] as const) {
    writeFileSync(join(outside.dir, file), source);
    expect(run(node, ["--test", "--test-reporter=tap", file], outside.dir)).toMatch(/^# pass 1\n# fail 0$/m);
  }
});

/** The same script with `require()`. */
const toCommonJs = (code: string) =>
  code.replaceAll(/^import (.+) from (".+");$/gm, "const $1 = require($2);");

test.each(Object.entries(NODES))("examples/node runs on the %s Node.js", async (name, node) => {
  await writeFile(join(outside.dir, "book.js"), await readFile(new URL("node/book.js", EXAMPLES)));
  await makeSlot(server.call, 1);
  const output = run(node, ["book.js", `Ada on ${name}`, server.url], outside.dir);
  expect(output).toMatch(/: held for Ada on \w+, 120 s to pay\.\nBooking [0-9a-f-]{36} is CONFIRMED\.\n$/);
});

test("the examples ask for the client under the name that pack:client gives it, and for its peers", async () => {
  for (const example of ["node", "browser"]) {
    const manifest = JSON.parse(await readFile(new URL(`${example}/package.json`, EXAMPLES), "utf8"));
    expect(manifest.dependencies).toEqual({
      "@holdfast/client": `file:../../dist/${basename(outside.tarball)}`,
      "@trpc/client": TRPC,
      "@trpc/server": TRPC,
    });
  }
});
