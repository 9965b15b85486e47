import {
  ERRORS,
  OPERATION_TAGS,
  OPERATIONS,
  type OperationName,
  OUTPUT_SCHEMAS,
  operationText,
  ownErrors,
} from "@holdfast/contract";
import type { AnyProcedure } from "@trpc/server";
import type { z } from "zod";
import { OUTPUTS } from "../src/trpc/outputs.ts";
import { appRouter } from "../src/trpc/router.ts";

/* What editors show of the client: the emitted declarations have no comments, so that these are put before their lines. */

const INDENT_SPACES = 4;
/** The lines of the router: nouns, in them procedures, in them `input` and `output`, in them fields. */
const DEPTH = { noun: 1, procedure: 2, part: 3 } as const;
const MEMBER = /^( +)(\w+)\??: /;

/**
 * Puts a comment before every noun, procedure and field of the emitted router.
 * @throws Error where one has no text
 */
export function withDocs(declarations: string): string {
  const path: string[] = [];
  const lines = declarations.split("\n").flatMap((line) => {
    const [, indent = "", name] = MEMBER.exec(line) ?? [];
    if (name === undefined) return [line];
    const depth = indent.length / INDENT_SPACES;
    path.length = depth;
    path[depth] = name;
    const text = textOf(path.slice(DEPTH.noun));
    return text === undefined ? [line] : [comment(text, indent), line];
  });
  return lines.join("\n");
}

/** The comment of a member by its path; undefined where it is no noun, procedure or field. */
function textOf([noun = "", verb, part, ...fields]: readonly string[]): string | undefined {
  if (!Object.hasOwn(OUTPUTS, noun)) return undefined;
  if (verb === undefined) return nounText(noun);
  const name = `${noun}.${verb}`;
  if (part === undefined) return procedureText(name as OperationName);
  if (fields.length === 0 || (part !== "input" && part !== "output")) return undefined;
  const text = descriptionOf(fields.reduce(fieldOf, part === "input" ? inputOf(name) : outputOf(noun, verb)));
  if (text === undefined) throw new Error(`${name}: ${part}.${fields.join(".")} has no text in the contract`);
  return text;
}

function nounText(noun: string): string {
  const tag = OPERATION_TAGS.find(({ nouns }) => (nouns as readonly string[]).includes(noun));
  if (!tag) throw new Error(`OPERATION_TAGS has no heading for ${noun}`);
  return tag.description;
}

function procedureText(name: OperationName): string {
  if (!Object.hasOwn(OPERATIONS, name))
    throw new Error(`${name} has no texts in packages/contract/src/operations.ts`);
  const { summary, description } = operationText(name, "resource");
  const errors = ownErrors(name);
  const codes = errors.length > 0 ? `\n\nErrors: ${errors.map((code) => `\`${code}\``).join(", ")}.` : "";
  return `${summary}.\n\n${description}${codes}`;
}

const PROCEDURES = appRouter._def.procedures as unknown as Record<string, AnyProcedure>;

function inputOf(name: string): z.ZodType {
  const [input] = (PROCEDURES[name]?._def.inputs ?? []) as z.ZodType[];
  if (!input) throw new Error(`${name} takes nothing`);
  return input;
}

function outputOf(noun: string, verb: string): z.ZodType {
  const names: Record<string, string> = OUTPUTS[noun as keyof typeof OUTPUTS];
  return OUTPUT_SCHEMAS[names[verb] as keyof typeof OUTPUT_SCHEMAS];
}

/** The schema inside another, such as that of a list's items or a map's values; undefined in the innermost. */
function innerOf(schema: z.ZodType): z.ZodType | undefined {
  const inner = schema.def as unknown as Record<string, z.ZodType | undefined>;
  const { innerType, element, valueType, in: before, out } = inner;
  // What is looked at before it is parsed has its fields behind that.
  return innerType ?? element ?? valueType ?? (before?.type === "transform" ? out : before);
}

function fieldOf(schema: z.ZodType | undefined, name: string): z.ZodType | undefined {
  for (let inner = schema; inner; inner = innerOf(inner)) {
    if ("shape" in inner) return (inner as z.ZodObject).shape[name] as z.ZodType | undefined;
    if ("options" in inner) {
      // Of several objects the field's text is that of the first that has it.
      const found = (inner as z.ZodUnion<z.ZodType[]>).options.map((option) => fieldOf(option, name));
      if (found.some(Boolean)) return found.find(Boolean);
    }
  }
  return undefined;
}

function descriptionOf(schema: z.ZodType | undefined): string | undefined {
  for (let inner = schema; inner; inner = innerOf(inner)) if (inner.description) return inner.description;
  return undefined;
}

/** A comment of one line where the text has one. */
export function comment(text: string, indent: string): string {
  const lines = text.replaceAll("*/", "*\\/").split("\n");
  if (lines.length === 1) return `${indent}/** ${lines[0]} */`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */`;
}

/** The codes with their HTTP status, each with what it means and what to do. */
export function errorStatuses(): string {
  return Object.entries(ERRORS)
    .map(([code, { status, title, when, remedy }]) => {
      const text = `${title} (${status}). ${when}\n\n${remedy}`;
      return `${comment(text, "  ")}\n  ${code}: ${status},\n`;
    })
    .join("");
}
