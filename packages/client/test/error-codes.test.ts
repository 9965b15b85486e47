import { ERRORS, type ErrorCode as ServerErrorCode } from "@holdfast/contract";
import { expect, expectTypeOf, test } from "vitest";
import { ERROR_STATUS } from "../src/generated/error-codes.ts";
import type { ErrorCode } from "../src/index.ts";

test("the client knows the server's codes, each with its status, and UNKNOWN for all others", () => {
  const statuses = Object.entries(ERRORS).map(([code, { status }]) => [code, status]);
  expect(ERROR_STATUS).toEqual(Object.fromEntries(statuses));
  expectTypeOf<ErrorCode>().toEqualTypeOf<ServerErrorCode | "UNKNOWN">();
});
