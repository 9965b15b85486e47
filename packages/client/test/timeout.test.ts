import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type CallSettings, createClient, isHoldfastTransportError } from "../src/index.ts";
import { answerAll, busy, clientOn, failureOf, hang, SLOT_ID, URL_OF_NOBODY } from "./support.ts";

const CREATE_BOOKING = { slotId: SLOT_ID, customer: { name: "Ada" } };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** Whether a call has ended by now. */
async function hasEnded(call: Promise<unknown>): Promise<boolean> {
  const pending = {};
  return (await Promise.race([call, Promise.resolve(pending)])) !== pending;
}

test("a call without an answer fails after 30 s, and its request is aborted", async () => {
  const { client, sent } = clientOn(hang);
  const failure = failureOf(client.bookings.create.mutate(CREATE_BOOKING));
  await vi.advanceTimersByTimeAsync(29_999);
  expect(await hasEnded(failure)).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  const error = await failure;
  expect(error).toMatchObject({
    name: "HoldfastTransportError",
    failure: "timeout",
    url: URL_OF_NOBODY,
    message: `No answer from ${URL_OF_NOBODY} to bookings.create within 30000 ms`,
  });
  expect(isHoldfastTransportError(error)).toBe(true);
  expect(sent.map(({ signal }) => signal?.aborted)).toEqual([true]);
});

test.each([
  ["of the client", { timeout: 2_000 }, {}, 2_000],
  ["of the call", {}, { timeout: 1_000 }, 1_000],
  ["of the call, before the client's", { timeout: 2_000 }, { timeout: 50_000 }, 50_000],
  ["in tRPC's context of the call", { timeout: 2_000 }, { context: { timeout: 500 } }, 500],
] satisfies [string, CallSettings, object, number][])(
  "the timeout %s: %o, %o",
  async (_, options, callOptions, milliseconds) => {
    const { client } = clientOn(hang, options);
    const failure = failureOf(client.slots.list.query({}, callOptions));
    await vi.advanceTimersByTimeAsync(milliseconds - 1);
    expect(await hasEnded(failure)).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await failure).toMatchObject({ failure: "timeout" });
  },
);

test("the timeout bounds a call with all its attempts, and is not repeated", async () => {
  const { client, sent } = clientOn((request, index) => (index < 2 ? busy() : hang(request)));
  const failure = failureOf(client.slots.list.query({}, { timeout: 3_000 }));
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await failure).toMatchObject({ failure: "timeout" });
  await vi.runAllTimersAsync();
  expect(sent).toHaveLength(3);
});

test("a call that times out does no harm to the others of its batch", async () => {
  const answered = Promise.withResolvers<void>();
  const { client, sent } = clientOn(async (request) => {
    await answered.promise;
    return answerAll(request);
  });
  const late = failureOf(client.slots.get.query({ id: "a" }, { timeout: 100 }));
  const other = client.slots.get.query({ id: "b" });
  await vi.advanceTimersByTimeAsync(100);
  expect(await late).toMatchObject({ failure: "timeout" });
  answered.resolve();
  expect(await other).toMatchObject({ input: { id: "b" } });
  expect(sent[0]?.signal?.aborted).toBe(false);
});

test.each([Infinity, 2 ** 31])("a timeout of %d is none", async (timeout) => {
  const { client } = clientOn(hang, { timeout });
  const controller = new AbortController();
  const failure = failureOf(client.slots.list.query({}, { signal: controller.signal }));
  await vi.advanceTimersByTimeAsync(1_000_000);
  expect(await hasEnded(failure)).toBe(false);
  controller.abort();
  expect(await failure).toMatchObject({ failure: "aborted" });
});

test("an answered call leaves no timer behind", async () => {
  const { client } = clientOn((request) => answerAll(request));
  const call = client.slots.list.query({});
  await vi.advanceTimersByTimeAsync(1);
  await call;
  expect(vi.getTimerCount()).toBe(0);
});

test.each([
  { timeout: 0 },
  { timeout: -1 },
  { timeout: Number.NaN },
  { maxRetries: -1 },
  { maxRetries: 1.5 },
  { maxRetries: 11 },
])("%o is refused: by createClient, and by a call, which is not sent", async (settings) => {
  const [[name = "", value] = []] = Object.entries(settings);
  const message = new RegExp(`${name} must be .*, not ${value}`);
  expect(() => createClient({ url: URL_OF_NOBODY, ...settings })).toThrow(message);
  const { client, sent } = clientOn(hang);
  const error = await failureOf(client.slots.list.query({}, settings));
  expect(error).toMatchObject({ failure: "not-sent", message: expect.stringMatching(message) });
  await vi.runAllTimersAsync();
  expect(sent).toEqual([]);
});
