import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LiveHold } from "../src/index.ts";
import { answerAll, clientOn, errorItem, failureOf, json, SLOT_ID } from "./support.ts";

const INPUT = { slotId: SLOT_ID, quantity: 2, customer: { name: "Ada" } };
const HOLD = {
  id: SLOT_ID,
  status: "PENDING",
  expiresAt: "2035-01-01T00:02:00.000Z",
  expiresInSeconds: 120,
  token: "of the holder",
};
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

test.each(["confirm", "cancel"] as const)(
  "a hold does not expire after %s, and has no time left",
  async (end) => {
    const { hold } = await start();
    expect(await hasExpired(hold)).toBe(false);
    const ending = hold[end]();
    await vi.advanceTimersByTimeAsync(1);
    await ending;
    expect(hold.secondsLeft).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(500_000);
    expect(await hasExpired(hold)).toBe(false);
  },
);

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

/** The hold as it is after an extension to so many seconds from its begin. */
const extendedTo = (seconds: number) => ({
  id: SLOT_ID,
  status: "PENDING",
  expiresAt: new Date(Date.parse(HOLD.expiresAt) + (seconds - 120) * 1000).toISOString(),
});

test("another quantity is the booking's, and takes no time from the hold", async () => {
  const changed = { id: SLOT_ID, status: "PENDING", quantity: 5, expiresAt: HOLD.expiresAt };
  const { hold, sent } = await start(() => ({ result: { data: changed } }));
  expect(await hasExpired(hold)).toBe(false);
  await vi.advanceTimersByTimeAsync(60_000);
  const changing = hold.changeQuantity(5);
  await vi.advanceTimersByTimeAsync(1);
  expect(await changing).toEqual(changed);
  expect(sent.at(-1)).toMatchObject({
    paths: ["bookings.changeQuantity"],
    inputs: [expect.objectContaining({ ...HELD, quantity: 5 })],
  });
  expect(hold.booking).toEqual({ ...HOLD, ...changed });
  expect(hold.secondsLeft).toBeCloseTo(60, 1);
  await vi.advanceTimersByTimeAsync(59_000);
  expect(await hasExpired(hold)).toBe(false);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await hasExpired(hold)).toBe(true);
});

test("a quantity that is refused leaves the hold as it was; one that came too late ends it", async () => {
  let code = "NO_SEAT";
  const { hold } = await start(() => errorItem(code, 409));
  const failed = failureOf(hold.changeQuantity(5));
  await vi.advanceTimersByTimeAsync(1);
  expect(await failed).toMatchObject({ code });
  expect(hold.booking).toEqual(HOLD);
  expect(hold.secondsLeft).toBeGreaterThan(119);
  code = "HOLD_EXPIRED";
  const late = failureOf(hold.changeQuantity(5));
  await vi.advanceTimersByTimeAsync(1);
  expect(await late).toMatchObject({ code });
  expect(hold.secondsLeft).toBe(0);
});

test("an extension moves the booking, secondsLeft and expired, whatever our clock says", async () => {
  const { hold, sent } = await start(() => ({ result: { data: extendedTo(180) } }));
  expect(await hasExpired(hold)).toBe(false);
  vi.setSystemTime("2099-01-01T00:00:00Z");
  await vi.advanceTimersByTimeAsync(60_000);
  const before = hold.secondsLeft;
  const extending = hold.extend();
  await vi.advanceTimersByTimeAsync(0);
  expect(await extending).toEqual(extendedTo(180));
  expect(sent.at(-1)).toMatchObject({ paths: ["bookings.extend"], inputs: [HELD] });
  expect(hold.booking).toEqual({ ...HOLD, ...extendedTo(180) });
  expect(hold.secondsLeft).toBeCloseTo(before + 60, 1);
  await vi.advanceTimersByTimeAsync(119_000);
  expect(await hasExpired(hold)).toBe(false);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await hasExpired(hold)).toBe(true);
});

test("a hold does not expire while its extension is on its way, and lives on if that succeeds", async () => {
  const answered = Promise.withResolvers<object>();
  const { hold } = await start(() => answered.promise);
  expect(await hasExpired(hold)).toBe(false);
  await vi.advanceTimersByTimeAsync(119_990);
  const extending = hold.extend({ timeout: Infinity });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await hasExpired(hold)).toBe(false);
  answered.resolve({ result: { data: extendedTo(240) } });
  await extending;
  expect(await hasExpired(hold)).toBe(false);
  await vi.advanceTimersByTimeAsync(116_000);
  expect(await hasExpired(hold)).toBe(true);
});

test("an extension that comes too late ends the hold", async () => {
  const { hold } = await start(() => errorItem("HOLD_EXPIRED", 409));
  const extending = failureOf(hold.extend());
  await vi.advanceTimersByTimeAsync(1);
  expect(await extending).toMatchObject({ code: "HOLD_EXPIRED" });
  expect(hold.secondsLeft).toBe(0);
  expect(await hasExpired(hold)).toBe(true);
});

test("a hold expires after all where its confirmation failed meanwhile", async () => {
  const answered = Promise.withResolvers<object>();
  const { hold } = await start(() => answered.promise);
  const confirming = failureOf(hold.confirm({ timeout: Infinity }));
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

/** A hold that was asked for with a key of the caller's own, and has become what `now` says. */
async function startAgain(now: object, headers: Record<string, string>) {
  const { client, sent } = clientOn(async (request) => {
    const isMade = request.paths[0] === "bookings.create";
    return json([{ result: { data: isMade ? HOLD : now } }], 200, headers);
  });
  const starting = client.holds.start({ ...INPUT, idempotencyKey: "given" });
  await vi.advanceTimersByTimeAsync(2);
  expect(sent.map(({ inputs }) => inputs[0])).toEqual([{ ...INPUT, idempotencyKey: "given" }, HELD]);
  return starting;
}

test.each(["1999-01-01T00:00:00Z", "2035-01-01T00:00:00Z", "2099-01-01T00:00:00Z"])(
  "of an earlier hold the rest is left, by the server's clock, when ours says %s",
  async (time) => {
    vi.setSystemTime(time);
    const now = { id: SLOT_ID, status: "PENDING", expiresAt: "2035-01-01T00:01:00.000Z" };
    const hold = await startAgain(now, { Date: "Mon, 01 Jan 2035 00:00:30 GMT" });
    expect(hold.booking).toEqual({ ...HOLD, ...now });
    expect(hold.secondsLeft).toBeLessThanOrEqual(29);
    expect(hold.secondsLeft).toBeGreaterThan(28.9);
    expect(await hasExpired(hold)).toBe(false);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(await hasExpired(hold)).toBe(true);
  },
);

test("where an answer has no date, our own clock has to do", async () => {
  vi.setSystemTime("2035-01-01T00:00:30Z");
  const now = { status: "PENDING", expiresAt: "2035-01-01T00:01:00.000Z" };
  expect((await startAgain(now, {})).secondsLeft).toBeCloseTo(30, 1);
});

test("an earlier hold that has ended has no time left", async () => {
  const now = { status: "FAILED", expiresAt: "2099-01-01T00:00:00.000Z" };
  const hold = await startAgain(now, {});
  expect(hold.secondsLeft).toBe(0);
  expect(await hasExpired(hold)).toBe(true);
});

test.each(["CONFIRMED", "CANCELLED"])(
  "an earlier hold that is %s has no time left, and does not expire",
  async (status) => {
    const hold = await startAgain({ status, expiresAt: "2099-01-01T00:00:00.000Z" }, {});
    expect(hold.booking.status).toBe(status);
    expect(hold.secondsLeft).toBe(0);
    expect(await hasExpired(hold)).toBe(false);
    await vi.advanceTimersByTimeAsync(500_000);
    expect(await hasExpired(hold)).toBe(false);
  },
);

test("start and confirm can be aborted", async () => {
  const { client } = clientOn(() => new Promise(() => {}));
  const signal = AbortSignal.abort();
  expect(await failureOf(client.holds.start(INPUT, { signal }))).toMatchObject({ failure: "aborted" });
  const { hold } = await start();
  expect(await failureOf(hold.confirm({ signal }))).toMatchObject({ failure: "aborted" });
  expect(await hasExpired(hold)).toBe(false);
});
