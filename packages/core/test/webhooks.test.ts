import { createHmac } from "node:crypto";
import type { ServerResponse } from "node:http";
import { type Event, WEBHOOKS_MAX } from "@holdfast/contract";
import { sql } from "kysely";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  cancelBooking,
  confirmBooking,
  createBooking,
  createResource,
  Deliverer,
  deleteOldDeliveries,
  deleteWebhook,
  getWebhook,
  listDeliveries,
  listEvents,
  listWebhooks,
  pingWebhook,
  replayDelivery,
  replayWebhook,
  rotateSecret,
  updateWebhook,
} from "../src/index.ts";
import { FAILURES_UNTIL_PAUSE, OUTAGE_MIN_FAILURES, pauseMilliseconds } from "../src/webhooks/back-off.ts";
import { MESSAGE_MAX_BYTES, messageOf } from "../src/webhooks/messages.ts";
import { SENDS_MAX_AT_A_TIME } from "../src/webhooks/sender.ts";
import { createTestContext, makeSlot, type TestContext, UNKNOWN_ID } from "./harness.ts";
import {
  hook,
  letTimePass,
  type Received,
  Receiver,
  startTestWorker,
  type TestWorker,
  until,
} from "./webhook-harness.ts";

const FIRST_PAUSE_MAX_MILLISECONDS = pauseMilliseconds(1, () => 1);

let ctx: TestContext;
let staff: TestContext & { actor: "system"; allowPrivateWebhooks: true };
let receiver: Receiver;
let worker: TestWorker;

beforeEach(async () => {
  ctx = await createTestContext();
  staff = { ...ctx, actor: "system", allowPrivateWebhooks: true };
  receiver = await Receiver.listen();
  worker = startTestWorker(ctx);
});

afterEach(async () => {
  await worker.end();
  await receiver.close();
  await ctx.close();
});

/** A booking that is held and confirmed; the slot may be given. */
async function book(slotId?: string): Promise<string> {
  const { id } = await createBooking(ctx, {
    slotId: slotId ?? (await makeSlot(ctx, 5)).id,
    quantity: 1,
    customer: { name: "Ann" },
  });
  await confirmBooking(ctx, { id, reacquire: false });
  return id;
}

const answer = (status: number) => (_: Received, response: ServerResponse) => {
  response.writeHead(status).end();
};

const deliveries = async (id: string) => (await listDeliveries(ctx, { id, limit: 500 })).items;

const ofBooking = ({ received }: Receiver, bookingId: string) =>
  received
    .filter(({ body }) => JSON.parse(body).data.booking_id === bookingId)
    .map(({ body }) => JSON.parse(body).type);

const signatureOf = (secret: string, { headers, body }: Received) =>
  `v1,${createHmac("sha256", Buffer.from(secret.slice("whsec_".length), "base64"))
    .update(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`)
    .digest("base64")}`;

describe("what is sent", () => {
  test("is each event of the topics from the creation on, signed, in order, with the state after it", async () => {
    await book();
    const { id, secret } = await hook(ctx, `${receiver.url}/path?query=1`, ["booking.*"]);
    const bookingId = await book();
    await cancelBooking(ctx, { id: bookingId });
    await worker.work();
    expect(receiver.types).toEqual(["booking.held", "booking.confirmed", "booking.cancelled"]);
    const [held] = receiver.received as [Received];
    expect(held.path).toBe("/path?query=1");
    expect(held.headers["content-type"]).toBe("application/json");
    expect(held.headers["webhook-signature"]).toBe(signatureOf(secret, held));
    const headers = held.headers as Record<string, string>;
    expect(new Webhook(secret).verify(held.body, headers)).toEqual(JSON.parse(held.body));
    expect(Math.abs(Number(held.headers["webhook-timestamp"]) - Date.now() / 1000)).toBeLessThan(60);
    const { items } = await listEvents(ctx, { bookingId, limit: 10 });
    expect(receiver.ids).toEqual(items.map((event) => event.id));
    expect(JSON.parse(held.body)).toMatchObject({
      type: "booking.held",
      timestamp: items[0]?.at,
      data: { id: items[0]?.id, booking_id: bookingId, status: "PENDING", quantity: 1 },
    });
    expect(JSON.stringify(receiver.received)).not.toContain("Ann");
    expect(await deliveries(id)).toMatchObject(
      items.toReversed().map((event) => ({
        eventId: event.id,
        type: event.type,
        status: "DELIVERED",
        nextAttemptAt: null,
        attempts: [{ status: 200, error: null, answer: "ok" }],
      })),
    );
  });

  test("is in order for each booking, whatever the order of answers", async () => {
    await hook(ctx, receiver.url, ["booking.*"]);
    receiver.answering = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
    const { id: slotId } = await makeSlot(ctx, 60);
    const bookings = await Promise.all(Array.from({ length: 30 }, () => book(slotId)));
    await worker.work();
    for (const booking of bookings) {
      expect(ofBooking(receiver, booking)).toEqual(["booking.held", "booking.confirmed"]);
    }
    expect(receiver.received.length).toBe(60);
  });

  test("is in order for each booking, whatever fails at random, and whatever is read meanwhile", async () => {
    const { id } = await hook(ctx, receiver.url, ["booking.*"]);
    const taken: { type: string; data: { booking_id: string } }[] = [];
    receiver.answering = async ({ body }, response) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
      if (Math.random() < 0.3) response.writeHead(500).end();
      else taken.push(JSON.parse(body));
    };
    const { id: slotId } = await makeSlot(ctx, 100);
    let isBooking = true;
    const working = (async () => {
      while (isBooking) {
        await worker.work();
        await letTimePass(ctx);
      }
    })();
    const bookings: string[] = [];
    for (let round = 0; round < 12; round++) {
      const placed = await Promise.all(Array.from({ length: 4 }, () => book(slotId)));
      await Promise.all(placed.map((booking) => cancelBooking(ctx, { id: booking })));
      bookings.push(...placed);
    }
    isBooking = false;
    await working;
    await until(async () => {
      await letTimePass(ctx);
      await worker.work();
      return (await deliveries(id)).every(({ status }) => status === "DELIVERED");
    });
    for (const booking of bookings) {
      const types = taken.filter(({ data }) => data.booking_id === booking).map(({ type }) => type);
      expect(types).toEqual(["booking.held", "booking.confirmed", "booking.cancelled"]);
    }
  });

  test("goes out once where two processes work", async () => {
    const other = startTestWorker(ctx);
    await hook(ctx, receiver.url);
    await Promise.all(Array.from({ length: 20 }, () => book()));
    await Promise.all([worker.work(), other.work()]);
    await worker.work();
    expect(receiver.received.length).toBe(receiver.ids.length);
    const { items } = await listEvents(ctx, { limit: 500 });
    expect(receiver.ids.toSorted()).toEqual(items.map(({ id }) => id).toSorted());
    await other.end();
  });

  test("goes out at once where it comes between a process's last attempt and the webhook's release", async () => {
    const { id } = await hook(ctx, receiver.url);
    let unlock = () => {};
    let locking: Promise<void> | undefined;
    const lock = (isLocked: () => void) => {
      locking = ctx.db.transaction().execute(async (trx) => {
        await sql`SELECT FROM webhooks FOR NO KEY UPDATE`.execute(trx);
        isLocked();
        await new Promise<void>((resolve) => {
          unlock = resolve;
        });
      });
    };
    receiver.answering = async () => {
      receiver.answering = () => {};
      await new Promise<void>(lock);
    };
    await pingWebhook(ctx, { id });
    await worker.deliverer.wake();
    await until(async () => {
      const { rows } = await sql`
        SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(
        ctx.db,
      );
      return rows.length > 0;
    });
    await sql`UPDATE webhook_deliveries SET status = 'PENDING'`.execute(ctx.db);
    await worker.deliverer.wake();
    unlock();
    await locking;
    await until(() => receiver.types.length === 2);
  });

  test("has the ids alone where the state is too large", () => {
    const event: Event = {
      id: "evt_1_1",
      cursor: "x",
      at: "2031-12-01T09:00:00.000Z",
      type: "schedule.updated",
      slotId: null,
      bookingId: null,
      resourceId: UNKNOWN_ID,
      data: { exceptions: Array.from({ length: 2_000 }, () => "2031-12-25") },
    };
    const { body, orderKey } = messageOf(event);
    expect(Buffer.byteLength(body)).toBeLessThan(MESSAGE_MAX_BYTES);
    expect(JSON.parse(body).data).toEqual({
      id: "evt_1_1",
      slot_id: null,
      booking_id: null,
      resource_id: UNKNOWN_ID,
    });
    expect(orderKey).toBe(UNKNOWN_ID);
  });
});

describe("a receiver that fails", () => {
  test.each([
    ["answers 500", answer(500), { status: 500, error: null }],
    [
      "redirects",
      (_: Received, to: ServerResponse) => to.writeHead(307, { Location: "/there" }).end(),
      { status: 307 },
    ],
    [
      "closes early",
      (_: Received, to: ServerResponse) => to.destroy(),
      { status: null, error: "ECONNRESET" },
    ],
    [
      "answers garbage",
      (_: Received, to: ServerResponse) => to.socket?.end("\u0000garbage\r\n\r\n"),
      { status: null, error: "HPE_INVALID_CONSTANT" },
    ],
  ])("is tried again under the same id when it %s", async (_name, answering, expected) => {
    const { id } = await hook(ctx, receiver.url, ["booking.*"]);
    const bookingId = await book();
    receiver.answering = answering as Receiver["answering"];
    await worker.work();
    expect(receiver.received.length).toBe(1); // the second event waits for the first
    expect(receiver.received.every(({ path }) => path === "/")).toBe(true);
    const [confirmed, held] = await deliveries(id);
    expect(held).toMatchObject({ status: "PENDING", attempts: [expected] });
    expect(Date.parse(held?.nextAttemptAt ?? "")).toBeGreaterThan(Date.now() + 2_000);
    expect(confirmed).toMatchObject({ status: "PENDING", attempts: [] });
    receiver.answering = () => {};
    await letTimePass(ctx);
    await worker.work();
    expect(ofBooking(receiver, bookingId)).toEqual(["booking.held", "booking.held", "booking.confirmed"]);
    expect(receiver.received[0]?.headers["webhook-id"]).toBe(receiver.received[1]?.headers["webhook-id"]);
    expect(receiver.received[0]?.body).toBe(receiver.received[1]?.body);
    expect((await deliveries(id))[1]?.attempts).toMatchObject([expected, { status: 200 }]);
  });

  test("delays no other booking, and no other webhook", async () => {
    const good = await Receiver.listen();
    await hook(ctx, receiver.url, ["booking.*"]);
    await hook(ctx, good.url, ["booking.*"]);
    const bad = await book();
    receiver.answering = ({ body }, response) => {
      if (JSON.parse(body).data.booking_id === bad) response.writeHead(500).end();
    };
    const others = [await book(), await book()];
    await worker.work();
    expect(ofBooking(receiver, bad)).toEqual(["booking.held"]);
    for (const other of others)
      expect(ofBooking(receiver, other)).toEqual(["booking.held", "booking.confirmed"]);
    expect(good.received.length).toBe(6);
    await good.close();
  });

  test("that is slow delays no other, and holds no connection of the database", async () => {
    const good = await Receiver.listen();
    let release: () => void = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    receiver.answering = () => released;
    await hook(ctx, receiver.url, ["booking.*"]);
    await hook(ctx, good.url, ["booking.*"]);
    const bookings = [await book(), await book(), await book()];
    const working = worker.work();
    await until(() => good.received.length === 6 && receiver.received.length === 3);
    // A transaction around an attempt would stay open until the release.
    await until(async () => {
      const { rows } = await sql`
        SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
          AND state LIKE 'idle in transaction%'`.execute(ctx.db);
      return rows.length === 0;
    });
    release();
    await working;
    for (const booking of bookings)
      expect(ofBooking(receiver, booking)).toEqual(["booking.held", "booking.confirmed"]);
    await good.close();
  });

  test("that is away is tried with one delivery at a time, and gets all at once when it is back", async () => {
    const { id } = await hook(ctx, receiver.url, ["booking.*"]);
    receiver.answering = answer(503);
    const bookings = await Promise.all(Array.from({ length: 20 }, () => book()));
    await worker.work();
    const first = receiver.received.length;
    expect(first).toBeLessThanOrEqual(16); // what had begun before the fifth failure was known
    await letTimePass(ctx);
    await worker.work();
    expect(receiver.received.length).toBe(first + 1);
    expect((await getWebhook(ctx, { id })).failingSince).not.toBeNull();
    receiver.answering = () => {};
    receiver.received.length = 0;
    await letTimePass(ctx);
    await worker.work();
    for (const booking of bookings)
      expect(ofBooking(receiver, booking)).toEqual(["booking.held", "booking.confirmed"]);
    expect((await getWebhook(ctx, { id })).failingSince).toBeNull();
  });

  test("pauses as long as after one failure, however many attempts were under way", async () => {
    const { id } = await hook(ctx, receiver.url, ["booking.*"]);
    let refuse: () => void = () => {};
    const isFull = new Promise<void>((resolve) => {
      refuse = resolve;
    });
    receiver.answering = async (_, response) => {
      if (receiver.received.length >= SENDS_MAX_AT_A_TIME) refuse();
      await isFull;
      response.writeHead(503).end();
    };
    await Promise.all(Array.from({ length: SENDS_MAX_AT_A_TIME }, () => book()));
    await worker.work();
    const { rows } = await sql<{ failures: number; seconds: number }>`
      SELECT failures, extract(epoch FROM retry_at - failing_since)::float8 AS seconds FROM webhooks
      WHERE id = ${id}`.execute(ctx.db);
    expect(rows).toEqual([{ failures: FAILURES_UNTIL_PAUSE, seconds: expect.any(Number) }]);
    expect(rows[0]?.seconds).toBeLessThan(2 * (FIRST_PAUSE_MAX_MILLISECONDS / 1_000));
  });

  test("gets at once what failed in an outage that is over, though few attempts had failed", async () => {
    await hook(ctx, receiver.url, ["booking.*"]);
    const refused = await book();
    const refuseOne = ({ body }: Received, response: ServerResponse) => {
      if (JSON.parse(body).data.booking_id === refused) response.writeHead(500).end();
    };
    /** Books, and sends until that has arrived: in a rush it is not looked for events each time. */
    const bookAndSend = async () => {
      const id = await book();
      await until(async () => {
        await worker.work();
        return ofBooking(receiver, id).length === 2;
      });
    };
    receiver.answering = answer(503);
    for (let attempts = 0; attempts < OUTAGE_MIN_FAILURES; attempts++) {
      await letTimePass(ctx);
      await worker.work();
    }
    receiver.answering = refuseOne;
    await bookAndSend();
    const attempts = Array(OUTAGE_MIN_FAILURES + 1).fill("booking.held");
    expect(ofBooking(receiver, refused)).toEqual(attempts);
    await bookAndSend(); // ends the one failure since

    receiver.answering = answer(503);
    const waiting = await Promise.all(Array.from({ length: OUTAGE_MIN_FAILURES }, () => book()));
    await until(async () => {
      await worker.work();
      return waiting.every((booking) => ofBooking(receiver, booking).length === 1);
    });
    receiver.answering = refuseOne;
    await bookAndSend();
    for (const booking of waiting)
      expect(ofBooking(receiver, booking)).toEqual(["booking.held", "booking.held", "booking.confirmed"]);
    // It has failed more often than the webhook in a row, so not because of that outage: it keeps its own pauses.
    expect(ofBooking(receiver, refused)).toEqual(attempts);
  });

  test("for three days is given up for one delivery, and what is behind it goes on", async () => {
    const { id } = await hook(ctx, receiver.url, ["booking.*"]);
    const bad = await book();
    receiver.answering = ({ body }, response) => {
      const { type, data } = JSON.parse(body);
      if (data.booking_id === bad && type === "booking.held") response.writeHead(500).end();
    };
    await worker.work();
    await book();
    await worker.work();
    await letTimePass(ctx, 4);
    await worker.work();
    expect(ofBooking(receiver, bad)).toEqual(["booking.held", "booking.held", "booking.confirmed"]);
    expect((await listDeliveries(ctx, { id, status: "FAILED", limit: 10 })).items).toMatchObject([
      { type: "booking.held", attempts: [{ status: 500 }, { status: 500 }] },
    ]);
    expect(await getWebhook(ctx, { id })).toMatchObject({ active: true, failingSince: null });
  });

  test.each([
    ["410", 410, 0, "GONE"],
    ["nothing but failures for three days", 500, 4, "FAILING"],
  ])(
    "is disabled by %s, which is an event; resumed, it gets everything",
    async (_name, status, days, disabledFor) => {
      const good = await Receiver.listen();
      const { id } = await hook(ctx, receiver.url, ["booking.*"]);
      await hook(ctx, good.url, ["*"]);
      receiver.answering = answer(status);
      const bookingId = await book();
      await worker.work();
      if (days > 0) {
        await letTimePass(ctx, days);
        await worker.work();
      }
      expect(await getWebhook(ctx, { id })).toMatchObject({ active: false, disabledFor });
      expect(worker.disabled).toEqual([{ webhookId: id, origin: receiver.url, disabledFor }]);
      await worker.work();
      const [told] = good.received.filter(({ body }) => JSON.parse(body).type === "webhook.disabled");
      expect(JSON.parse(told?.body ?? "{}").data).toMatchObject({
        webhook_id: id,
        disabled_for: disabledFor,
      });
      expect(told?.body).not.toContain("secret");
      receiver.received.length = 0;
      receiver.answering = () => {};
      await cancelBooking(ctx, { id: bookingId });
      await letTimePass(ctx);
      await worker.work();
      expect(receiver.received).toEqual([]);
      const resumed = await updateWebhook(staff, { id, active: true });
      expect(resumed).toMatchObject({ active: true, disabledFor: null, failingSince: null });
      await worker.work();
      expect(ofBooking(receiver, bookingId)).toEqual([
        "booking.held",
        "booking.confirmed",
        "booking.cancelled",
      ]);
      await good.close();
    },
  );

  test("is not sent to where its address is private, and that is not allowed", async () => {
    const { id } = await hook(ctx, receiver.url.replace("127.0.0.1", "localhost"));
    await sql`UPDATE webhooks SET url = replace(url, 'http:', 'https:')`.execute(ctx.db);
    await pingWebhook(ctx, { id });
    const careful = new Deliverer({
      ...ctx,
      allowPrivateWebhooks: false,
      onDisabled: () => {},
      onFailure: () => {},
    });
    await careful.wake();
    await until(async () => (await deliveries(id))[0]?.attempts.length === 1);
    const [delivery] = await deliveries(id);
    expect(delivery?.attempts[0]?.error).toMatch(
      /^localhost leads to (127\.0\.0\.1|::1), which is not a public address$/,
    );
    expect(receiver.received).toEqual([]);
    await careful.end();
  });
});

describe("a webhook", () => {
  test("that is paused waits, and gets what happened meanwhile", async () => {
    const { id } = await hook(ctx, receiver.url, ["booking.*"]);
    await updateWebhook(staff, { id, active: false });
    const bookingId = await book();
    await worker.work();
    expect(receiver.received).toEqual([]);
    await expect(pingWebhook(ctx, { id })).rejects.toMatchObject({ code: "WEBHOOK_INACTIVE" });
    await updateWebhook(staff, { id, active: true });
    await worker.work();
    expect(ofBooking(receiver, bookingId)).toEqual(["booking.held", "booking.confirmed"]);
  });

  test("is signed for with two secrets after a rotation, and with one a day later", async () => {
    const { id, secret } = await hook(ctx, receiver.url);
    const { secret: next } = await rotateSecret(staff, { id });
    await pingWebhook(ctx, { id });
    await worker.work();
    const [first] = receiver.received as [Received];
    expect(first.headers["webhook-signature"]).toBe(
      `${signatureOf(next, first)} ${signatureOf(secret, first)}`,
    );
    expect(JSON.parse(first.body)).toMatchObject({ type: "webhook.ping", data: { webhook_id: id } });
    await sql`UPDATE webhooks SET previous_secret_until = clock_timestamp()`.execute(ctx.db);
    await pingWebhook(ctx, { id });
    await worker.work();
    const [, second] = receiver.received as [Received, Received];
    expect(second.headers["webhook-signature"]).toBe(signatureOf(next, second));
  });

  test("that is deleted gets nothing more, and what waited is deleted with it", async () => {
    const { id } = await hook(ctx, receiver.url);
    await hook(ctx, receiver.url, ["booking.*"]);
    const { id: deliveryId } = await pingWebhook(ctx, { id });
    await deleteWebhook(staff, { id });
    await book();
    await worker.work();
    expect(receiver.types).toEqual(["booking.held", "booking.confirmed"]);
    await expect(getWebhook(ctx, { id })).rejects.toMatchObject({ code: "WEBHOOK_NOT_FOUND" });
    await expect(replayDelivery(ctx, { id: deliveryId })).rejects.toMatchObject({
      code: "DELIVERY_NOT_FOUND",
    });
    await deleteOldDeliveries(ctx);
    const { rows } = await sql`SELECT count(*)::integer AS count FROM webhook_deliveries`.execute(ctx.db);
    expect(rows).toEqual([{ count: 2 }]);
  });

  test("is one of 50 at most, however many are created at once", async () => {
    const created = await Promise.allSettled(
      Array.from({ length: WEBHOOKS_MAX + 10 }, () => hook(ctx, receiver.url)),
    );
    const refused = created.filter((one) => one.status === "rejected");
    expect(refused.map(({ reason }) => reason.code)).toEqual(Array(10).fill("WEBHOOKS_FULL"));
    expect((await listWebhooks(ctx, { limit: 500 })).items.length).toBe(WEBHOOKS_MAX);
  });

  test("hears of what comes after its creation, also where none had been there for a while", async () => {
    const { id } = await hook(ctx, receiver.url);
    await deleteWebhook(staff, { id });
    await createResource(ctx, { kind: "doctor", name: "Dr. Before" });
    await hook(ctx, receiver.url);
    await createResource(ctx, { kind: "doctor", name: "Dr. After" });
    await worker.work();
    expect(receiver.received.map(({ body }) => JSON.parse(body).data.name)).toEqual(["Dr. After"]);
  });
});

describe("a replay", () => {
  test("sends one delivery again, under its id", async () => {
    const { id } = await hook(ctx, receiver.url, ["booking.*"]);
    await book();
    await worker.work();
    const [confirmed] = await deliveries(id);
    const replayed = await replayDelivery(ctx, { id: confirmed?.id ?? "" });
    expect(replayed).toMatchObject({ status: "PENDING", attempts: [{ status: 200 }] });
    await worker.work();
    expect(receiver.received.map(({ headers }) => headers["webhook-id"]).slice(2)).toEqual([
      confirmed?.eventId,
    ]);
    expect((await deliveries(id))[0]?.attempts.length).toBe(2);
  });

  test("sends a range again, in order, and what has failed alone where that is asked for", async () => {
    const { id } = await hook(ctx, receiver.url, ["booking.*"]);
    const bookingId = await book();
    await worker.work();
    const from = new Date(0);
    expect(await replayWebhook(ctx, { id, from, status: "FAILED" })).toEqual({
      replayed: 0,
      continueFrom: null,
    });
    expect(await replayWebhook(ctx, { id, from, until: from })).toEqual({ replayed: 0, continueFrom: null });
    expect(await replayWebhook(ctx, { id, from })).toEqual({ replayed: 2, continueFrom: null });
    await worker.work();
    expect(ofBooking(receiver, bookingId)).toEqual([
      "booking.held",
      "booking.confirmed",
      "booking.held",
      "booking.confirmed",
    ]);
  });
});

test("what is older than 30 days is deleted, and nothing else", async () => {
  const { id } = await hook(ctx, receiver.url, ["booking.*"]);
  await book();
  await worker.work();
  const old = sql`created_at = created_at - interval '31 days'`;
  await sql`UPDATE webhook_deliveries SET ${old}`.execute(ctx.db);
  await sql`UPDATE webhook_messages SET ${old}`.execute(ctx.db);
  await book();
  await worker.work();
  await deleteOldDeliveries(ctx);
  expect((await deliveries(id)).length).toBe(2);
  const { rows } = await sql`SELECT count(*)::integer AS count FROM webhook_messages`.execute(ctx.db);
  expect(rows).toEqual([{ count: 2 }]);
});
