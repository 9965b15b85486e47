import type { AnyProcedure, AnyRouter } from "@trpc/server";
import { expect, test } from "vitest";
import { clientRouter } from "../src/trpc/client-router.ts";
import { appRouter } from "../src/trpc/router.ts";

/** Every procedure by its path, with what it is. */
function proceduresOf(router: AnyRouter): Record<string, string> {
  const procedures = Object.entries<AnyProcedure>(router._def.procedures);
  return Object.fromEntries(procedures.map(([path, { _def }]) => [path, _def.type]));
}

test("the router that the client's types come from has exactly the served procedures", () => {
  const served = proceduresOf(appRouter);
  expect(served).toMatchObject({ "slots.list": "query", "bookings.create": "mutation" });
  expect(proceduresOf(clientRouter)).toEqual(served);
});

test("they are the same procedures, so that inputs and outputs cannot differ", () => {
  expect(clientRouter._def.record).toEqual(appRouter._def.record);
});
