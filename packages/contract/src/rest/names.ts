import { z } from "zod";

type SnakeName<Text extends string> = Text extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `_${Lowercase<First>}`}${SnakeName<Rest>}`
  : Text;

type CamelName<Text extends string> = Text extends `${infer First}_${infer Rest}`
  ? `${First}${Capitalize<CamelName<Rest>>}`
  : Text;

/** REST's own names by field, where they are not the field's name in snake_case. */
type Exceptions = Readonly<Record<string, string>>;

type RestName<Name extends string, Own extends Exceptions> = Name extends keyof Own
  ? Own[Name]
  : SnakeName<Name>;

type FieldName<Name extends string, Own extends Exceptions> = {
  [Field in keyof Own]: Own[Field] extends Name ? Field & string : never;
}[keyof Own] extends infer Field extends string
  ? [Field] extends [never]
    ? CamelName<Name>
    : Field
  : never;

/** The same fields under REST's names. */
export type SnakeCased<Fields, Own extends Exceptions = Record<never, string>> = {
  [Name in keyof Fields as Name extends string ? RestName<Name, Own> : never]: Fields[Name];
};

/** The same fields under the names of verbs and tRPC. */
export type CamelCased<Fields, Own extends Exceptions = Record<never, string>> = {
  [Name in keyof Fields as Name extends string ? FieldName<Name, Own> : never]: Fields[Name];
};

/** One direction of a renaming: of one name, and of all fields of an object. */
function renaming(rule: (name: string) => string, exceptions: [name: string, renamed: string][]) {
  /** The renamed names so far. They stay few: fields of our own types. */
  const known = new Map(exceptions);
  const learn = (name: string): string => {
    const renamed = rule(name);
    known.set(name, renamed);
    return renamed;
  };
  return {
    rename: (name: string) => known.get(name) ?? learn(name),
    renameFields(fields: object): unknown {
      const renamed: Record<string, unknown> = {};
      for (const name in fields)
        renamed[known.get(name) ?? learn(name)] = fields[name as keyof typeof fields];
      return renamed;
    },
  };
}

/**
 * The renaming between a noun's fields and REST's names for them. Schemas and values share it, so that they agree.
 * @param own REST's names of fields, where they are not the field's name in snake_case
 */
export function restNaming<const Own extends Exceptions>(own: Own) {
  const exceptions = Object.entries(own);
  const toRest = renaming(
    (name) => name.replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`),
    exceptions,
  );
  const fromRest = renaming(
    (name) => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
    exceptions.map(([name, restName]) => [restName, name]),
  );
  /** The fields of a value, or of a schema's shape, under REST's names. Objects inside keep their names. */
  const snakeCase = <Fields extends object>(fields: Fields) =>
    toRest.renameFields(fields) as SnakeCased<Fields, Own>;
  /** The fields of REST's input under the names of verbs. */
  const camelCase = <Fields extends object>(fields: Fields) =>
    fromRest.renameFields(fields) as CamelCased<Fields, Own>;
  /** REST's object of a noun: the schema's fields under REST's names. */
  const restObject = <Shape extends z.core.$ZodLooseShape>(schema: z.ZodObject<Shape>) =>
    z.object(snakeCase(schema.shape));
  /** REST's input of a verb: the same fields under REST's names; once parsed, under the verb's. */
  const restInput = <Shape extends z.core.$ZodLooseShape>(fields: Shape) =>
    z.strictObject(snakeCase(fields)).transform(camelCase);
  return { snakeName: toRest.rename, snakeCase, camelCase, restObject, restInput };
}

export const { snakeName, snakeCase, camelCase, restObject, restInput } = restNaming({
  startsAt: "start_time",
  endsAt: "end_time",
  previousStartsAt: "previous_start_time",
});

/** A text about fields under REST's names: those in backticks, as `updatedAt`, are renamed. */
export const snakeText = (text: string): string =>
  text.replaceAll(/`([a-z]+[A-Z]\w*)`/g, (_, name: string) => `\`${snakeName(name)}\``);
