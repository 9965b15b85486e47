/**
 * Writes what the client package knows of the server and of itself: the router's types, the closed list of
 * error codes, which mutations it may repeat, and its version. `--check` writes nothing and exits 1 if what
 * is committed differs.
 */
import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { KEY_USE, type KeyUse } from "@holdfast/contract";
import { errorStatuses, withDocs } from "./client-docs.ts";
import { webhookEventTypes } from "./client-webhook-events.ts";
import { writeGenerated } from "./write-generated.ts";

const API = fileURLToPath(new URL("..", import.meta.url));
const DECLARATIONS = new URL("../dist/client-types/apps/api/src/trpc/client-router.d.ts", import.meta.url);
const BANNER =
  "/* Generated from the served router by `npm run generate`. Change the server, not this file. */\n";

/** The declarations of the router as plain `tsc` emits them, with comments: literal inputs and outputs. */
async function routerTypes(): Promise<string> {
  const { status, stdout } = spawnSync("tsc", ["-p", "tsconfig.client-types.json"], {
    cwd: API,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`tsc failed:\n${stdout}`);
  const declarations = await readFile(DECLARATIONS, "utf8");
  const imports = [...declarations.matchAll(/(?:from|import\(?|reference \w+=)\s*"([^"]+)"/g)].map(
    ([, specifier]) => specifier,
  );
  const leaked = new Set(imports.filter((specifier) => specifier !== "@trpc/server"));
  if (leaked.size > 0)
    throw new Error(`the client's types would import ${[...leaked].join(", ")} of the server`);
  return `${BANNER}\n${withDocs(declarations)}\n/** The router that a Holdfast server serves. */\nexport type AppRouter = typeof clientRouter;\n`;
}

/** The codes with their HTTP status, for telling at run time what a server says. */
function errorCodes(): string {
  return `${BANNER}\n/** Every error code of the server with its HTTP status. */\nexport const ERROR_STATUS = {\n${errorStatuses()}} as const;\n`;
}

/** The mutations that the client repeats: with a key that it makes, or without one. */
function mutations(): string {
  const uses = Object.entries<KeyUse>(KEY_USE);
  const setOf = (isWanted: (use: KeyUse) => boolean) => {
    const names = uses.filter(([, use]) => isWanted(use)).map(([name]) => `  ${JSON.stringify(name)},\n`);
    return `new Set([\n${names.join("")}])`;
  };
  const keyed = setOf(({ takesKey, isRepeatable }) => takesKey && !isRepeatable);
  const repeatable = setOf(({ isRepeatable }) => isRepeatable);
  return `${BANNER}
/** Mutations that happen once, however often they are sent, because the client gives each an idempotency key. @internal */
export const KEYED_MUTATIONS: ReadonlySet<string> = ${keyed};

/** Mutations that have the same effect once and twice without a key. @internal */
export const REPEATABLE_MUTATIONS: ReadonlySet<string> = ${repeatable};
`;
}

/** What webhooks are sent, by type. */
const webhookEvents = () =>
  `/* Generated from the contract by \`npm run generate\`. Change packages/contract/src/webhook-event.ts. */\n\n${webhookEventTypes()}`;

/** The reference of a booking, by the code that the server finds it by. */
async function bookingReference(): Promise<string> {
  const file = "packages/contract/src/booking-reference.ts";
  const banner = `/* Generated from ${file} by \`npm run generate\`. */`;
  return `${banner}\n\n${await readFile(new URL(`../../../${file}`, import.meta.url), "utf8")}`;
}

/** The package's version, which its requests tell. */
async function version(): Promise<string> {
  const manifest = await readFile(new URL("../../../packages/client/package.json", import.meta.url), "utf8");
  const banner = "/* Generated from package.json by `npm run generate`. */";
  return `${banner}\n\n/** The version of this package. */\nexport const VERSION = ${JSON.stringify(JSON.parse(manifest).version)};\n`;
}

await writeGenerated({
  "packages/client/src/generated/router.ts": await routerTypes(),
  "packages/client/src/generated/error-codes.ts": errorCodes(),
  "packages/client/src/generated/mutations.ts": mutations(),
  "packages/client/src/generated/webhook-events.ts": webhookEvents(),
  "packages/client/src/generated/booking-reference.ts": await bookingReference(),
  "packages/client/src/generated/version.ts": await version(),
});
