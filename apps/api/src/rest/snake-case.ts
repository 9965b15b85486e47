import { snakeName } from "@holdfast/contract";

type SnakeCase<Text extends string> = Text extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `_${Lowercase<First>}`}${SnakeCase<Rest>}`
  : Text;

/** The same fields under snake_case names. */
export type SnakeCased<Fields> = { [Name in keyof Fields & string as SnakeCase<Name>]: Fields[Name] };

/** REST's names for a verb's answer: every field's name in snake_case, its value as it is. */
export function snakeCase<Fields extends object>(fields: Fields): SnakeCased<Fields> {
  const renamed: Record<string, unknown> = {};
  for (const name in fields) renamed[rename(name)] = fields[name];
  return renamed as SnakeCased<Fields>;
}

/** The names met so far: they are the fields of a few types. */
const renames = new Map<string, string>();

function rename(name: string): string {
  const known = renames.get(name);
  if (known !== undefined) return known;
  const renamed = snakeName(name);
  renames.set(name, renamed);
  return renamed;
}
