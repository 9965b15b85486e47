type SnakeCase<Text extends string> = Text extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `_${Lowercase<First>}`}${SnakeCase<Rest>}`
  : Text;

/** The same fields under snake_case names. */
export type SnakeCased<Fields> = { [Name in keyof Fields & string as SnakeCase<Name>]: Fields[Name] };

/** REST's names for a verb's answer: every field's name in snake_case, its value as it is. */
export function snakeCase<Fields extends object>(fields: Fields): SnakeCased<Fields> {
  const renamed = Object.entries(fields).map(([name, value]) => [
    name.replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`),
    value,
  ]);
  return Object.fromEntries(renamed) as SnakeCased<Fields>;
}
