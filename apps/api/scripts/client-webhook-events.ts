import { snakeText, WEBHOOK_EVENTS, webhookTimestamp } from "@holdfast/contract";
import { z } from "zod";
import { comment } from "./client-docs.ts";

/* The types of what webhooks are sent, as TypeScript: printed from the contract's schemas, because the client imports none. */

/** A JSON schema, as far as the contract's fields use it. */
interface Schema {
  type?: string | string[];
  enum?: unknown[];
  anyOf?: Schema[];
  items?: Schema;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
}

const PRIMITIVES: Readonly<Record<string, string>> = {
  string: "string",
  integer: "number",
  number: "number",
  boolean: "boolean",
  null: "null",
};

/** The type of one field. */
function typeOf(schema: Schema): string {
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeOf))].join(" | ");
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeOf({ ...schema, type })).join(" | ");
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.type === "array") return `Array<${typeOf(schema.items ?? {})}>`;
  const primitive = PRIMITIVES[schema.type ?? ""];
  if (primitive === undefined) throw new Error(`no type for ${JSON.stringify(schema)}`);
  return primitive;
}

/** The fields of an object, each with its text. */
function fields(schema: z.ZodObject, indent: string): string {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: "output" }) as Schema;
  return Object.entries(properties)
    .map(([name, field]) => {
      const text = field.description ?? field.anyOf?.find(({ description }) => description)?.description;
      if (text === undefined) throw new Error(`${name} has no text in the contract`);
      const mark = required.includes(name) ? "" : "?";
      return `${comment(snakeText(text), indent)}\n${indent}${name}${mark}: ${typeOf(field)};\n`;
    })
    .join("");
}

/** The module of the client with the types of what webhooks are sent. */
export function webhookEventTypes(): string {
  const types = Object.entries(WEBHOOK_EVENTS).map(
    ([type, { text, data }]) =>
      `${comment(snakeText(text), "  ")}\n  ${JSON.stringify(type)}: {\n${fields(data, "    ")}  };\n`,
  );
  return `/** The \`data\` of what webhooks are sent, by type. */
export interface WebhookEventData {
${types.join("")}}

/** A type of what webhooks are sent. More may come: leave those alone that you do not know. */
export type WebhookEventType = keyof WebhookEventData;

/** What a webhook is sent: \`type\` tells which \`data\` it has. */
export type WebhookEvent = {
  [Type in WebhookEventType]: {
    /** What happened. */
    type: Type;
    ${comment(webhookTimestamp.description ?? "", "")}
    timestamp: string;
    /** The ids, and the state after the change. */
    data: WebhookEventData[Type];
  };
}[WebhookEventType];
`;
}
