import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ERRORS, type ErrorCode } from "@holdfast/contract";
import { appRouter } from "../src/trpc/router.ts";

/* What verbs say that they throw: the `@throws` of their comments. */

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const DOCUMENTED = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export (?:async )?(?:function\*?|const) (\w+)/g;
const CODES = Object.keys(ERRORS) as ErrorCode[];

/** The comments of the exported functions of the verbs and of the access rules, by name. */
const COMMENTS = new Map(
  globSync(["packages/core/src/**/*.ts", "apps/api/src/auth/*.ts"], { cwd: ROOT }).flatMap((file) =>
    [...readFileSync(`${ROOT}/${file}`, "utf8").matchAll(DOCUMENTED)].map(
      ([, text = "", name = ""]): [string, string] => [name, text.replaceAll(/\n\s*\*/g, " ")],
    ),
  ),
);

/**
 * The codes that a verb throws by its comment. "as `confirmBooking`" at the begin of a clause stands for all
 * codes of that one.
 * @throws Error where the verb has no comment
 */
export function codesThrownBy(verb: string): ErrorCode[] {
  const comment = COMMENTS.get(verb);
  if (comment === undefined) throw new Error(`${verb} has no comment`);
  const [, told = ""] = /@throws ((?:(?! @\w)[\s\S])*)/.exec(comment) ?? [];
  return told.split(";").flatMap((clause) => {
    const [, other] = /^\s*as `(\w+)`/.exec(clause) ?? [];
    return [
      ...(other === undefined ? [] : codesThrownBy(other)),
      ...CODES.filter((code) => new RegExp(`\\b${code}\\b`).test(clause)),
    ];
  });
}

const PROCEDURES = appRouter._def.procedures as unknown as Record<
  string,
  { _def: { resolver: () => unknown } }
>;

/** The documented functions that a procedure calls: its verb, and a rule of access that its input decides. */
export function calledBy(procedure: string): string[] | undefined {
  const resolver = PROCEDURES[procedure]?._def.resolver.toString();
  if (resolver === undefined) return undefined;
  const words = new Set(resolver.match(/\w+/g));
  return [...COMMENTS.keys()].filter((name) => words.has(name));
}
