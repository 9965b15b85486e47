import { Webhook } from "standardwebhooks";
import { describe, expect, test, vi } from "vitest";
import { verifyWebhook, type WebhookEvent, type WebhookVerificationError } from "../src/index.ts";

/* The reference implementation signs here; in core it verifies what the server signs. */

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const OTHER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
const ID = "evt_1024_1";
const BODY = JSON.stringify({
  type: "booking.confirmed",
  timestamp: "2031-12-01T09:00:00.000Z",
  data: { id: ID, booking_id: "01a205ee-7f1c-7d53-a8f6-0b1c2d3e4f50", status: "CONFIRMED", name: "Zoë ✓" },
});

/** The headers of a delivery that the reference implementation signed. */
function signed(body: string, { secret = SECRET, id = ID, at = new Date() } = {}) {
  return {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": new Webhook(secret).sign(id, at, body),
  };
}

const HEADERS = signed(BODY);
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const reasonOf = (call: Promise<unknown>) =>
  call.then(
    () => "none",
    (error: WebhookVerificationError) => [error.name, error.reason],
  );
const failing = (reason: string) => ["WebhookVerificationError", reason];

describe("verifyWebhook", () => {
  test.each([
    ["plain headers", (headers: Record<string, string>) => headers],
    ["Headers", (headers: Record<string, string>) => new Headers(headers)],
    [
      "headers in capitals, in lists",
      (headers: Record<string, string>) =>
        Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]])),
    ],
  ])("accepts what the reference implementation signed: %s", async (_name, as) => {
    const headers = as(signed(BODY));
    expect(await verifyWebhook(BODY, headers, SECRET)).toEqual(JSON.parse(BODY));
    expect(await verifyWebhook(new TextEncoder().encode(BODY), headers, SECRET)).toEqual(JSON.parse(BODY));
    expect(await verifyWebhook(Buffer.from(BODY), headers, [OTHER, SECRET])).toEqual(JSON.parse(BODY));
    expect(await verifyWebhook(BODY, headers, SECRET.slice("whsec_".length))).toEqual(JSON.parse(BODY));
  });

  test("accepts one signature of several, among them versions that it does not know", async () => {
    const headers = signed(BODY);
    const several = `v2,x v1a,y v1,%%% ${signed(BODY, { secret: OTHER })["webhook-signature"]} ${headers["webhook-signature"]}`;
    expect(await verifyWebhook(BODY, { ...headers, "webhook-signature": several }, SECRET)).toEqual(
      JSON.parse(BODY),
    );
  });

  test("refuses what was changed, or was signed with another secret", async () => {
    const headers = signed(BODY);
    const call = (body: string, changed: object, secret: string | string[] = SECRET) =>
      reasonOf(verifyWebhook(body, { ...headers, ...changed }, secret));
    expect(await call(BODY.replace("CONFIRMED", "CANCELLED"), {})).toEqual(failing("signature"));
    expect(await call(`${BODY} `, {})).toEqual(failing("signature"));
    expect(await call(BODY, { "webhook-id": "evt_1024_2" })).toEqual(failing("signature"));
    const later = String(Number(headers["webhook-timestamp"]) + 1);
    expect(await call(BODY, { "webhook-timestamp": later })).toEqual(failing("signature"));
    expect(await call(BODY, {}, OTHER)).toEqual(failing("signature"));
    expect(await call(BODY, {}, [])).toEqual(failing("signature"));
    const truncated = headers["webhook-signature"].slice(0, 19);
    expect(await call(BODY, { "webhook-signature": truncated })).toEqual(failing("signature"));
  });

  test.each([
    [6, "timestamp"],
    [-6, "timestamp"],
    [4, undefined],
    [-4, undefined],
  ])("takes five minutes as the most: %i", async (minutes, reason) => {
    const call = reasonOf(verifyWebhook(BODY, signed(BODY, { at: minutesAgo(minutes) }), SECRET));
    expect(await call).toEqual(reason ? failing(reason) : "none");
  });

  test.each([
    [{ "webhook-id": undefined }, "headers"],
    [{ "webhook-timestamp": undefined }, "headers"],
    [{ "webhook-signature": undefined }, "headers"],
    [{ "webhook-signature": "" }, "headers"],
    [{ "webhook-signature": "v2,abc" }, "headers"],
    [{ "webhook-timestamp": "yesterday" }, "headers"],
    [{ "webhook-timestamp": "1e9" }, "headers"],
  ])("refuses headers as %o", async (changed, reason) => {
    const headers: Record<string, string | undefined> = { ...signed(BODY), ...changed };
    expect(await reasonOf(verifyWebhook(BODY, headers, SECRET))).toEqual(failing(reason));
  });

  test("says that a secret cannot be one, and that what was signed is no event", async () => {
    for (const secret of ["", "whsec_", "whsec_&&&"]) {
      expect(await reasonOf(verifyWebhook(BODY, signed(BODY), secret))).toEqual(failing("secret"));
    }
    for (const body of ["", "null", "[]", "{}", '{"type":"x","timestamp":1,"data":{}}', "no JSON"]) {
      expect(await reasonOf(verifyWebhook(body, signed(body), SECRET)), body).toEqual(failing("body"));
    }
  });

  test("needs nothing of Node.js", async () => {
    vi.stubGlobal("process", undefined);
    vi.stubGlobal("Buffer", undefined);
    try {
      expect(await verifyWebhook(BODY, HEADERS, SECRET)).toEqual(JSON.parse(BODY));
    } finally {
      vi.unstubAllGlobals();
    }
  });

  test("returns a union whose type tells the data", () => {
    const read = (event: WebhookEvent): string => {
      if (event.type === "booking.rescheduled") return event.data.previous_slot_id;
      if (event.type === "webhook.ping") return event.data.webhook_id;
      // @ts-expect-error: only a rescheduled booking has a slot before
      return event.data.previous_slot_id ?? "";
    };
    expect(read(JSON.parse('{"type":"webhook.ping","data":{"webhook_id":"1"}}'))).toBe("1");
  });
});
