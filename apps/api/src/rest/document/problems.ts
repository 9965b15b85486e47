import { ERRORS, type ErrorCode } from "@holdfast/contract";
import type { RouteConfig } from "@hono/zod-openapi";
import { problemBody } from "../../http/index.ts";
import type { Response, Schema } from "./types.ts";

/** `NO_SEAT` as the name of a component: `NoSeat`. */
const componentName = (code: ErrorCode): string =>
  code.toLowerCase().replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The OpenAPI entries of errors, by status: each names its codes, and one with a single code is a component. */
export function problems(codes: readonly ErrorCode[]) {
  const byStatus = Map.groupBy(codes, (code) => ERRORS[code].status);
  const entries = [...byStatus].map(([status, ofStatus]) => {
    const [first, ...others] = ofStatus;
    const isOne = first !== undefined && others.length === 0;
    return [
      status,
      isOne ? { $ref: `#/components/responses/${componentName(first)}` } : problemResponse(ofStatus),
    ];
  });
  return Object.fromEntries(entries) as Record<number, RouteConfig["responses"][string]>;
}

/** The response with one code, for every code, by the name of its component. */
export const problemComponents = (): Record<string, Response> =>
  Object.fromEntries(
    (Object.keys(ERRORS) as ErrorCode[]).map((code) => [componentName(code), problemResponse([code])]),
  );

/** A response with one of these codes, and an example of each. */
const problemResponse = (codes: readonly ErrorCode[]): Response => ({
  description: codes.map((code) => `\`${code}\`: ${ERRORS[code].when}`).join("\n\n"),
  content: {
    "application/problem+json": {
      schema: problemOf(codes),
      examples: Object.fromEntries(codes.map((code) => [code, { value: problemExample(code) }])),
    },
  },
});

/** The schema of an error with one of these codes. */
const problemOf = (codes: readonly ErrorCode[]): Schema => ({
  allOf: [
    { $ref: "#/components/schemas/Problem" },
    { type: "object", properties: { code: { type: "string", enum: [...codes] } } },
  ],
});

const REQUEST_ID = "a662fe03-5530-44a0-bdf3-ec4e8e96dceb";
const ISSUE = { path: "customer_name", message: "must not be empty" };

/** An error as the server would send it. */
export const problemExample = (code: ErrorCode) =>
  code === "INVALID_INPUT"
    ? problemBody({ code, message: `${ISSUE.path}: ${ISSUE.message}`, issues: [ISSUE] }, REQUEST_ID)
    : problemBody({ code, message: ERRORS[code].title, issues: undefined }, REQUEST_ID);
