import { expect, test, vi } from "vitest";
import { GroupCommit } from "../src/concurrency/group-commit.ts";
import { isServerSilent, toBusy } from "../src/shared/postgres-errors.ts";

const failure = (message: string, code?: string) => Object.assign(new Error(message), code ? { code } : {});
const SILENT = "Query read timeout";

test.each([
  ["disk full", "53100"],
  ["a server that takes no writes", "25006"],
  ["nobody there", "ECONNREFUSED"],
  ["a shutdown", "57P01"],
  ["a deadlock", "40P01"],
  [SILENT, undefined],
])("%s is BUSY", (message, code) => {
  expect(toBusy(failure(message, code))).toMatchObject({ code: "BUSY" });
});

test("a defect is not BUSY", () => {
  expect(toBusy(failure("violates check constraint", "23514"))).toBeUndefined();
});

test("a silent server fails the whole batch; another lost connection retries each request alone", async () => {
  const alone = vi.fn(async (request: number) => request);
  const together = vi.fn(async (): Promise<undefined[]> => {
    throw failure(SILENT);
  });
  const group = new GroupCommit<number, number>({ together, alone });
  const results = await Promise.allSettled([group.submit(1), group.submit(2)]);
  expect(results.map((result) => result.status === "rejected" && isServerSilent(result.reason))).toEqual([
    true,
    true,
  ]);
  expect(alone).not.toHaveBeenCalled();
  together.mockRejectedValue(failure("Connection terminated unexpectedly"));
  expect(await Promise.all([group.submit(1), group.submit(2)])).toEqual([1, 2]);
});
