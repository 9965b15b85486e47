import { ERRORS } from "@holdfast/contract";
import { brokenInvariants } from "@holdfast/core";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FuzzRequest, type Kind, procedureRequests, routeRequests } from "./fuzz-requests.ts";
import { createTestApp, makeSlot, type TestApp, textOf, UNKNOWN_ID } from "./harness.ts";
import { proceduresOf, routesOf } from "./inventory.ts";

/* Random and mutated requests to every route and procedure: none may end in a 5xx or break what must always hold.
   FUZZ_REQUESTS says how many, FUZZ_SEED repeats a run; `npm run fuzz` sends 10,000. */

const REQUESTS_DEFAULT = 1_000;
const TOGETHER_MAX_REQUESTS = 10;
const MILLISECONDS_PER_REQUEST = 100;
const requests = Number(process.env["FUZZ_REQUESTS"] ?? REQUESTS_DEFAULT);
const seed = Number(process.env["FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

let api: TestApp;
/** Ids of everything that was seen. */
const ids: Record<Kind, string[]> = {
  slot: [],
  booking: [],
  resource: [],
  schedule: [],
  waitlist: [],
  key: [],
};
/** What has answered 2xx, without the ids. */
const succeeded = new Set<string>();

beforeAll(async () => {
  api = await createTestApp();
  for (const capacity of [1, 3, 10]) {
    const { doctorId, slotId } = await makeSlot(api.call, capacity);
    const booked = await api.call("POST", `/api/slots/${slotId}/book`, { patient_name: "Ann" });
    ids.resource.push(doctorId);
    note([booked.body, (await api.call("GET", `/api/slots/${slotId}`)).body]);
  }
});

afterAll(() => api.close());

const withIds = (text: string) =>
  text.replaceAll(/(?:#|%23)([a-z]+)(\d+)(?:#|%23)/g, (_, kind: Kind, index: number) => {
    const known = ids[kind] ?? [];
    return known[index % known.length] ?? UNKNOWN_ID;
  });

/** Keeps the ids of what an answer tells of, wherever in it that is. */
function note(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  for (const each of Object.values(value)) note(each);
  if (!("id" in value) || typeof value.id !== "string") return;
  if ("position" in value) ids.waitlist.push(value.id);
  else if ("role" in value) ids.key.push(value.id);
  else if ("status" in value) ids.booking.push(value.id);
  else if ("booked" in value) ids.slot.push(value.id);
  else if ("rrule" in value) ids.schedule.push(value.id);
  else if ("kind" in value) ids.resource.push(value.id);
}

/**
 * How many targets have to have succeeded: a third of them. Few requests reach few: about every tenth is the first to
 * succeed at its target, and only far fewer than that are no bad luck. Below 80 requests nothing can be asked for.
 */
const leastSucceeded = (targets: number) => Math.min(targets / 3, Math.max(0, requests / 40 - 1));

/** Sends a request; what is wrong with the answer, if anything is. */
async function send({ method, path, headers, body }: FuzzRequest): Promise<string | undefined> {
  const init = { method, headers, ...(body === undefined ? {} : { body: withIds(body) }) };
  const response = await api.app.request(withIds(path), init);
  const text = await textOf(response);
  if (response.status >= 500) return `${response.status} ${text}`;
  if (response.headers.get("X-Content-Type-Options") !== "nosniff") return "an answer without our headers";
  if (response.ok) {
    succeeded.add(`${method} ${path.replace(/\?.*/, "").replaceAll(/#[a-z]+\d+#/g, "{id}")}`);
    if (text.startsWith("{") || text.startsWith("[")) note(JSON.parse(text));
  } else if (text) {
    const answer = JSON.parse(text);
    const { error } = Array.isArray(answer) ? answer[0] : answer;
    const code = answer.code ?? error?.data?.appCode;
    if (!Object.hasOwn(ERRORS, code)) return `${response.status} with the code ${code}`;
  }
  return undefined;
}

test(
  `${requests} random requests to every route and procedure: no 5xx, no broken invariant; seed ${seed}`,
  async () => {
    const targets = [...routesOf(api.app).map(routeRequests), ...proceduresOf().map(procedureRequests)];
    expect(targets.length).toBeGreaterThan(50);
    const together = fc.array(fc.oneof(...targets), {
      minLength: TOGETHER_MAX_REQUESTS,
      maxLength: TOGETHER_MAX_REQUESTS,
    });
    const property = fc.asyncProperty(together, async (batch) => {
      const wrong = (await Promise.all(batch.map(send))).flatMap((what, index) =>
        what ? [[what, batch[index]]] : [],
      );
      if (wrong.length > 0) throw new Error(`${JSON.stringify(wrong)}\n${troubleOf(api)}`);
    });
    await fc.assert(property, {
      seed,
      numRuns: Math.ceil(requests / TOGETHER_MAX_REQUESTS),
      endOnFailure: true,
    });
    expect(await brokenInvariants(api)).toEqual([]);
    const least = leastSucceeded(targets.length);
    expect(succeeded.size, "much of what can succeed did").toBeGreaterThanOrEqual(least);
  },
  60_000 + requests * MILLISECONDS_PER_REQUEST,
);

/** What the log has of errors, for whoever has to mend them. */
const troubleOf = ({ logged }: TestApp) =>
  logged
    .filter((line) => /"level":[45]0/.test(line))
    .slice(-3)
    .join("");
