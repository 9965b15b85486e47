import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LiveHold } from "../src/index.ts";
import { answerAll, clientOn, errorItem, failureOf, json, SLOT_ID } from "./support.ts";

const INPUT = { slotId: SLOT_ID, quantity: 2, customer: { name: "Ada" } };
const HOLD = { id: SLOT_ID, status: "PENDING", expiresInSeconds: 120, token: "of the holder" };
const HELD = { id: SLOT_ID, token: HOLD.token };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** A started hold; `answer` says what confirming and cancelling come to. */
async function start(
  answer: (path: string) => object | Promise<object> = () => ({ result: { data: "done" } }),
) {
  const { client, sent } = clientOn(async (request) => {
    if (request.paths[0] === "bookings.create") return answerAll(request, () => ({ result: { data: HOLD } }));
    return json([await answer(request.paths[0] ?? "")]);
  });
  const starting = client.holds.start(INPUT);
  await vi.advanceTimersByTimeAsync(1);
  return { hold: await starting, sent };
}

/** Whether the hold has said by now that it expired. */
async function hasExpired({ expired }: LiveHold): Promise<boolean> {
  let isExpired = false;
  expired.then(() => {
    isExpired = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  return isExpired;
}

test("a hold has the booking and its time, and confirms and cancels it", async () => {
  const { hold, sent } = await start((path) => ({ result: { data: path } }));
  expect(sent[0]).toMatchObject({ paths: ["bookings.create"], inputs: [INPUT] });
  expect(hold.booking).toEqual(HOLD);
  const confirmed = hold.confirm();
  await vi.runAllTimersAsync();
  expect(await confirmed).toBe("bookings.confirm");
  const cancelled = hold.cancel();
  await vi.runAllTimersAsync();
  expect(await cancelled).toBe("bookings.cancel");
  expect(sent.slice(1).flatMap(({ inputs }) => inputs)).toEqual([HELD, HELD]);
});

test("secondsLeft counts down to 0, from the moment that the request was sent", async () => {
  const { hold } = await start();
  expect(hold.secondsLeft).toBeLessThanOrEqual(120);
  expect(hold.secondsLeft).toBeGreaterThan(119);
  await vi.advanceTimersByTimeAsync(59_999);
  expect(hold.secondsLeft).toBeCloseTo(60, 1);
  await vi.advanceTimersByTimeAsync(100_000);
  expect(hold.secondsLeft).toBe(0);
});

test.each(["1999-01-01T00:00:00Z", "2099-01-01T00:00:00Z"])(
  "a clock that is set to %s changes neither secondsLeft nor expired",
  async (time) => {
    const { hold } = await start();
    const isExpired = hasExpired(hold);
    const before = hold.secondsLeft;
    vi.setSystemTime(time);
    expect(hold.secondsLeft).toBe(before);
    expect(await isExpired).toBe(false);
    await vi.advanceTimersByTimeAsync(119_000);
    expect(await hasExpired(hold)).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await hasExpired(hold)).toBe(true);
  },
);

test("expired is one promise, and asking late for it is not too late", async () => {
  const { hold } = await start();
  await vi.advanceTimersByTimeAsync(500_000);
  expect(hold.expired).toBe(hold.expired);
  expect(await hasExpired(hold)).toBe(true);
});

test("a hold whose end nobody waits for keeps no timer, and so no script alive", async () => {
  await start();
  expect(vi.getTimerCount()).toBe(0);
});

test.each(["confirm", "cancel"] as const)("a hold does not expire after %s", async (end) => {
  const { hold } = await start();
  expect(await hasExpired(hold)).toBe(false);
  const ending = hold[end]();
  await vi.advanceTimersByTimeAsync(1);
  await ending;
  expect(vi.getTimerCount()).toBe(0);
  await vi.advanceTimersByTimeAsync(500_000);
  expect(await hasExpired(hold)).toBe(false);
});

test("a hold does not expire while its confirmation is on its way, and not at all if that succeeds", async () => {
  const answered = Promise.withResolvers<object>();
  const { hold } = await start(() => answered.promise);
  expect(await hasExpired(hold)).toBe(false);
  await vi.advanceTimersByTimeAsync(119_990);
  const confirming = hold.confirm();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await hasExpired(hold)).toBe(false);
  answered.resolve({ result: { data: "done" } });
  await confirming;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await hasExpired(hold)).toBe(false);
});

test("a hold expires after all where its confirmation failed meanwhile", async () => {
  const answered = Promise.withResolvers<object>();
  const { hold } = await start(() => answered.promise);
  const confirming = failureOf(hold.confirm());
  await vi.advanceTimersByTimeAsync(130_000);
  expect(await hasExpired(hold)).toBe(false);
  answered.resolve(errorItem("INTERNAL"));
  expect(await confirming).toMatchObject({ code: "INTERNAL" });
  expect(await hasExpired(hold)).toBe(true);
});

test("where the server says that the hold expired, it has", async () => {
  const { hold } = await start(() => errorItem("HOLD_EXPIRED", 409));
  const confirming = failureOf(hold.confirm());
  await vi.advanceTimersByTimeAsync(1);
  expect(await confirming).toMatchObject({ code: "HOLD_EXPIRED" });
  expect(hold.secondsLeft).toBe(0);
  expect(await hasExpired(hold)).toBe(true);
});

test("a failed confirmation leaves the hold alive: it can be confirmed again", async () => {
  let attempts = 0;
  const { hold } = await start(() =>
    ++attempts === 1 ? errorItem("INTERNAL") : { result: { data: "done" } },
  );
  const failed = failureOf(hold.confirm());
  await vi.advanceTimersByTimeAsync(1);
  expect(await failed).toMatchObject({ code: "INTERNAL" });
  expect(await hasExpired(hold)).toBe(false);
  const confirming = hold.confirm();
  await vi.advanceTimersByTimeAsync(1);
  expect(await confirming).toBe("done");
  await vi.advanceTimersByTimeAsync(500_000);
  expect(await hasExpired(hold)).toBe(false);
});

test("start and confirm can be aborted", async () => {
  const { client } = clientOn(() => new Promise(() => {}));
  const signal = AbortSignal.abort();
  expect(await failureOf(client.holds.start(INPUT, { signal }))).toMatchObject({ failure: "aborted" });
  const { hold } = await start();
  expect(await failureOf(hold.confirm({ signal }))).toMatchObject({ failure: "aborted" });
  expect(await hasExpired(hold)).toBe(false);
});
