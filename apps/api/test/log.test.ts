import { expect, test } from "vitest";
import { createLog } from "../src/http/log.ts";
import { readClientVersion } from "../src/http/version.ts";

/** What the log has of an error. */
function logged(err: unknown) {
  let line = "";
  const log = createLog({ production: true, logLevel: "info" }, { write: (text) => (line += text) });
  log.warn({ err }, "trouble");
  return JSON.parse(line).err;
}

const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432"), {
  code: "ECONNREFUSED",
  detail: "Key (customer_name)=(Ann) exists",
});

test("an error is told with its code and without its other fields, and so is a copy of one", () => {
  const { message, stack } = refused;
  const told = { message, stack, code: "ECONNREFUSED" };
  expect(logged(refused)).toEqual({ name: "Error", ...told });
  expect(logged({ ...refused, message, stack, queue: "expire-holds" })).toEqual(told);
});

test("an error that stands for several has the code of each", () => {
  const away = Object.assign(new AggregateError([refused, new TypeError("no")]), { code: "ECONNREFUSED" });
  expect(logged(away)).toMatchObject({
    name: "AggregateError",
    code: "ECONNREFUSED",
    codes: ["ECONNREFUSED", "TypeError"],
  });
});

test("what is no error is told without what it holds", () => {
  expect(logged("gone")).toEqual({ message: "gone" });
  expect(logged(undefined)).toBeUndefined();
  expect(logged({ customer: "Ann", message: { name: "Ann" } })).toEqual({
    message: "something that is no error",
  });
});

test.each(["0.1.0", "12.0.345", "1.0.0-rc.2"])("the log has the client's version %s", (version) => {
  expect(readClientVersion(version)).toBe(version);
});

test.each([undefined, "", "1", "1.0", "a-secret-of-somebody", "1.0.0-a b", `1.0.${"0".repeat(50)}`])(
  "the log has no version %j",
  (header) => {
    expect(readClientVersion(header)).toBeUndefined();
  },
);
