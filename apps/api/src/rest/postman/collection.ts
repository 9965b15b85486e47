import {
  type Document,
  type Operation,
  operationsOf,
  type Parameter,
  parameterExample,
} from "../document/index.ts";
import { type Chapter, END, STORY, type Step } from "./story.ts";

/* The Postman collection (v2.1) of the API, made from its OpenAPI document. Run from top to bottom it needs
   nothing but a server: each request takes its ids and tokens from the answers before. */

const SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";

/** The same in every copy, so that an import replaces the last one. */
const COLLECTION_ID = "6f0d7a52-6a55-4d7e-9b5c-2f1d1e0c9a41";

/** Sends the API key where there is one: a server with AUTH=open needs none. */
const SHOW_KEY = [
  'const key = pm.variables.get("apiKey");',
  'if (key) pm.request.headers.upsert({ key: "Authorization", value: "Bearer " + key });',
];

interface Found {
  path: string;
  method: string;
  operation: Operation;
}

/** Whether an operation's response does not end: a run would stay there. */
const isStream = ({ responses }: Operation) => responses["200"]?.content?.["text/event-stream"] !== undefined;

/** Makes the collection of a document. */
export function postmanCollection(document: Document) {
  const told = operationsOf(document).filter(({ operation }) => !isStream(operation));
  const operations = new Map(told.map((found) => [found.operation.operationId, found]));
  const chapters = [...STORY.map((chapter) => withOthers(chapter, operations)), END];
  return {
    info: {
      name: "Holdfast",
      _postman_id: COLLECTION_ID,
      description:
        "Set `baseUrl`, and `apiKey` where the server asks for one. Run the collection from top to bottom: each request uses what an earlier one made.",
      schema: SCHEMA,
    },
    variable: [
      { key: "baseUrl", value: "http://localhost:4000" },
      { key: "apiKey", value: "" },
    ],
    event: [{ listen: "prerequest", script: { type: "text/javascript", exec: SHOW_KEY } }],
    item: chapters.map(({ name, steps }) => ({
      name,
      item: steps.flatMap((step) => {
        const found = operations.get(step.operation);
        if (!found) throw new Error(`the document has no operation ${step.operation}`);
        return [itemOf(step, found)];
      }),
    })),
  };
}

/** A chapter with the operations of its heading that no chapter has. */
function withOthers(chapter: Chapter, operations: ReadonlyMap<string, Found>): Chapter {
  const told = new Set([...STORY, END].flatMap(({ steps }) => steps.map(({ operation }) => operation)));
  const others = [...operations.values()]
    .map(({ operation }) => operation)
    .filter(({ operationId, tags }) => tags.includes(chapter.name) && !told.has(operationId))
    .map(({ operationId }) => ({ operation: operationId }));
  return { ...chapter, steps: [...chapter.steps, ...others] };
}

function itemOf(step: Step, { path, method, operation }: Found) {
  const { summary, description, responses } = operation;
  const status = Object.keys(responses).find((code) => code.startsWith("2")) ?? "200";
  return {
    name: step.title === undefined ? summary : `${summary}: ${step.title}`,
    request: {
      description,
      method: method.toUpperCase(),
      header: headersOf(step, path, operation),
      url: urlOf(step, path, operation),
      ...bodyOf(step, operation),
    },
    event: [{ listen: "test", script: { type: "text/javascript", exec: testsOf(step, status) } }],
  };
}

/** Requires the status, and keeps what later requests need. */
function testsOf({ save = {} }: Step, status: string): string[] {
  return [
    `pm.test("answers ${status}", () => pm.response.to.have.status(${status}));`,
    ...Object.entries(save).map(
      ([name, place]) =>
        `pm.collectionVariables.set("${name}", pm.response.json()${place
          .split(".")
          .map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`))
          .join("")});`,
    ),
  ];
}

/** The variable of a parameter of the path: of `{id}` the noun before it, so `/api/slots/{id}` takes `slot_id`. */
function pathVariable(step: Step, path: string, name: string): string {
  const [before = ""] = path.split(`/{${name}}`);
  const noun = before.split("/").at(-1)?.replace(/s$/, "");
  return step.path?.[name] ?? `${noun}_id`;
}

function urlOf(step: Step, path: string, { parameters = [] }: Operation) {
  const inPath = parameters.filter((parameter) => parameter.in === "path");
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const { schema = {} } = inPath.find((parameter) => parameter.name === name) ?? {};
    const [example] = schema.examples ?? [];
    const isKnown = step.path?.[name] !== undefined || schema.format === "uuid";
    return isKnown || example === undefined ? `{{${pathVariable(step, path, name)}}}` : String(example);
  });
  const query = parameters
    .filter((parameter) => parameter.in === "query")
    .map((parameter) => queryOf(step, parameter));
  const sent = query.filter(({ disabled }) => !disabled).map(({ key, value }) => `${key}=${value}`);
  return {
    raw: `{{baseUrl}}${filled}${sent.length > 0 ? `?${sent.join("&")}` : ""}`,
    host: ["{{baseUrl}}"],
    path: filled.slice(1).split("/"),
    query,
  };
}

function queryOf({ query = {} }: Step, parameter: Parameter) {
  const { name, description, schema } = parameter;
  const value = query[name] ?? String(parameterExample(parameter, {}) ?? schema.default ?? "");
  return { key: name, value, description, disabled: query[name] === undefined };
}

function headersOf(step: Step, path: string, { parameters = [], requestBody, security }: Operation) {
  const isOfHolder = security.some((scheme) => "bookingToken" in scheme);
  const takes = (name: string) => parameters.some((parameter) => parameter.name === name);
  const token = `{{${pathVariable(step, path, "id").replace(/_id$/, "_token")}}}`;
  return [
    ...(requestBody ? [{ key: "Content-Type", value: "application/json" }] : []),
    ...(takes("Idempotency-Key") ? [{ key: "Idempotency-Key", value: "{{$guid}}" }] : []),
    ...(isOfHolder ? [{ key: "Booking-Token", value: token }] : []),
  ];
}

/** The example of the body, with variables in the places of ids. */
function bodyOf({ body = {} }: Step, { requestBody }: Operation) {
  const media = requestBody?.content["application/json"];
  if (!media) return {};
  const example = { ...withVariables(media.example), ...body };
  const raw = JSON.stringify(example, null, 2);
  return { body: { mode: "raw", raw, options: { raw: { language: "json" } } } };
}

/** A value whose ids are variables of the same name. */
function withVariables(value: unknown): object {
  const text = JSON.stringify(value, (key, inner: unknown) => (key.endsWith("_id") ? `{{${key}}}` : inner));
  return JSON.parse(text) as object;
}
