import { OPERATIONS, type OperationName, ownErrors } from "@holdfast/contract";
import type { OpenAPIHono } from "@hono/zod-openapi";
import Ajv, { type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import type { Env } from "../src/http/env.ts";
import { buildDocument } from "../src/rest/document/index.ts";
import type { Document, Operation, Schema } from "../src/rest/document/types.ts";

/* Answers as the OpenAPI document has them: every status, code, header and body is declared. The harness
   looks at every answer of every test, so that a code that is thrown and not declared fails the test that
   sees it. */

/** An answer, as far as the document speaks of it. */
interface Seen {
  method: string;
  path: string;
  status: number;
  headers: Headers;
  body: unknown;
}

/** A header of the document, as far as it is compared. */
interface DeclaredHeader {
  required?: boolean;
  schema: Schema;
}

/** What every HTTP response may have, and what only tells browsers and proxies what not to do. */
const UNDECLARED_HEADERS = new Set([
  "access-control-allow-origin",
  "access-control-expose-headers",
  "cache-control",
  "connection",
  "content-length",
  "content-security-policy",
  "content-type",
  "date",
  "keep-alive",
  "referrer-policy",
  "transfer-encoding",
  "vary",
  "x-accel-buffering",
  "x-content-type-options",
]);

const documents = new WeakMap<OpenAPIHono<Env>, DescribedApi>();

/** The description of an application, made once. */
export function describedApi(app: OpenAPIHono<Env>): DescribedApi {
  const known = documents.get(app) ?? new DescribedApi(app);
  documents.set(app, known);
  return known;
}

class DescribedApi {
  readonly document: Document;
  readonly #ajv = new Ajv.default({ strict: false, allErrors: true, validateFormats: true });
  readonly #routes: { path: string; match: RegExp }[];
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(app: OpenAPIHono<Env>) {
    this.document = buildDocument(app, { isRequired: true, confirmBy: "holder" });
    formats.default(this.#ajv);
    this.#ajv.addSchema({ $id: "document", ...this.document });
    // What has fewer parameters is more exact.
    const paths = Object.keys(this.document.paths).sort((a, b) => a.split("{").length - b.split("{").length);
    this.#routes = paths.map((path) => ({
      path,
      match: new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`),
    }));
  }

  /** The operation of a request, with its place in the document; undefined where there is none. */
  operationOf(method: string, address: string): { operation: Operation; pointer: string } | undefined {
    const [pathname = ""] = address.split("?");
    const path = this.#routes.find(({ match }) => match.test(pathname))?.path;
    const verb = (method === "HEAD" ? "GET" : method).toLowerCase();
    const operation = path === undefined ? undefined : this.document.paths[path]?.[verb];
    if (!operation || path === undefined) return undefined;
    return { operation, pointer: `/paths/${escaped(path)}/${verb}` };
  }

  /** The codes of errors that an operation declares. */
  codesOf({ responses }: Operation): string[] {
    return Object.values(responses).flatMap(({ $ref, content }) => {
      const named = this.document.components.responses[$ref?.split("/").at(-1) ?? ""];
      const schema = (named?.content ?? content)?.["application/problem+json"]?.schema;
      return (schema?.allOf?.at(-1)?.properties?.["code"]?.enum ?? []) as string[];
    });
  }

  /** Whether a value fits a schema of the document; what is wrong with it, if anything is. */
  faults(pointer: string, value: unknown): string[] {
    const validate =
      this.#validators.get(pointer) ??
      this.#ajv.compile({ $ref: `document#${encodeURI(pointer).replaceAll("#", "%23")}` });
    this.#validators.set(pointer, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  }

  /** Whether a value fits a schema that stands alone, with references into the document. */
  fits(schema: Schema, value: unknown): boolean {
    const key = JSON.stringify(schema);
    const validate =
      this.#validators.get(key) ?? this.#ajv.compile(JSON.parse(key.replaceAll('"#/', '"document#/')));
    this.#validators.set(key, validate);
    return validate(value);
  }

  /** What in an answer is not declared. An answer to what is no operation has nothing to be compared with. */
  undeclared(seen: Seen): string[] {
    return seen.path.startsWith("/trpc/") ? undeclaredCode(seen) : this.#undeclared(seen);
  }

  #undeclared({ method, path, status, headers, body }: Seen): string[] {
    const found = this.operationOf(method, path);
    if (!found) return [];
    const at = `${method} ${path} ${status}`;
    const entry = found.operation.responses[status];
    if (!entry) return [`${at}: the status is not declared`];
    const name = entry.$ref?.split("/").at(-1);
    const response = name === undefined ? entry : this.document.components.responses[name];
    const pointer =
      name === undefined ? `${found.pointer}/responses/${status}` : `/components/responses/${name}`;
    if (!response) return [`${at}: ${name} is not there`];
    const declared = new Set(Object.keys(response.headers ?? {}).map((header) => header.toLowerCase()));
    const problems = [...headers.keys()]
      .filter((header) => !declared.has(header) && !UNDECLARED_HEADERS.has(header))
      .map((header) => `${at}: the header ${header} is not declared`);
    problems.push(...this.#headerFaults(Object.keys(response.headers ?? {}), headers, at));
    if (method === "HEAD" || status === 304) return problems;
    const [type = ""] = (headers.get("Content-Type") ?? "").split(";");
    if (!response.content?.[type]) return [...problems, `${at}: the type ${type} is not declared`];
    const faults = this.faults(`${pointer}/content/${escaped(type)}/schema`, body);
    return [...problems, ...faults.map((fault) => `${at}: ${fault} in ${JSON.stringify(body)}`)];
  }

  /** What is wrong with the values of declared headers, or with the lack of one that every answer has. */
  #headerFaults(declared: string[], headers: Headers, at: string): string[] {
    return declared.flatMap((name) => {
      const { required, schema } = this.document.components.headers[name] as DeclaredHeader;
      const value = headers.get(name);
      if (value === null) return required ? [`${at}: the header ${name} is missing`] : [];
      const isFit = this.fits(schema, schema.type === "integer" ? Number(value) : value);
      return isFit ? [] : [`${at}: the header ${name} is ${value}`];
    });
  }
}

/** The codes of tRPC that follow from the transport, from the rule of a procedure or from its input. */
const COMMON_CODES: readonly string[] = [
  "INVALID_INPUT",
  "UNAUTHORIZED",
  "FORBIDDEN",
  "METHOD_NOT_ALLOWED",
  "PAYLOAD_TOO_LARGE",
  "UNSUPPORTED_MEDIA_TYPE",
  "RATE_LIMITED",
  "INTERNAL",
  "BUSY",
];

/** The code of a procedure's error, where its operation does not declare it. A batch is left alone. */
function undeclaredCode({ path, body }: Seen): string[] {
  const [name = ""] = path.slice("/trpc/".length).split("?");
  const code = (body as { error?: { data?: { appCode?: string } } })?.error?.data?.appCode;
  if (code === undefined || !Object.hasOwn(OPERATIONS, name)) return [];
  const own: readonly string[] = ownErrors(name as OperationName);
  return own.includes(code) || COMMON_CODES.includes(code) ? [] : [`${name}: ${code} is not declared`];
}

/** A key of an object in a JSON pointer. */
const escaped = (key: string) => key.replaceAll("~", "~0").replaceAll("/", "~1");
