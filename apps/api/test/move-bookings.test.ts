import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestApp, type TestApp, UNKNOWN_ID } from "./harness.ts";

/* /api/admin/{doctors,shows}/{id}/move-bookings, and the same over tRPC. */

let api: TestApp;

beforeAll(async () => {
  api = await createTestApp({ holdSeconds: 60 });
});

afterAll(() => api.close());

const DAY = { from: "2031-12-25T00:00:00Z", until: "2031-12-26T00:00:00Z" };
const make = async (path: string, body: object): Promise<string> =>
  (await api.call("POST", path, body)).body.id;
const doctor = () => make("/api/admin/doctors", { name: "Dr. Ill" });
const slotAt = (id: string, hour: string, day = "25") =>
  make(`/api/admin/doctors/${id}/slots`, {
    start_time: `2031-12-${day}T${hour}:00:00Z`,
    end_time: `2031-12-${day}T${hour}:30:00Z`,
    capacity: 1,
  });
const book = (slotId: string) => make(`/api/slots/${slotId}/book`, { customer_name: "Ann" });
const slotOf = async (id: string) => (await api.call("GET", `/api/bookings/${id}`)).body.slot_id;

async function clinic() {
  const [ill, colleague] = [await doctor(), await doctor()];
  const [from, to] = [await slotAt(ill, "09"), await slotAt(colleague, "09")];
  const path = `/api/admin/doctors/${ill}/move-bookings`;
  return { ill, colleague, from, to, path, id: await book(from) };
}

describe("over REST", () => {
  test("a preview says what fits, and a move does it", async () => {
    const { colleague, from, to, path, id } = await clinic();
    const { status, body } = await api.call("POST", `${path}/preview`, { ...DAY, to_resource_id: colleague });
    expect([status, body]).toEqual([
      200,
      {
        fits: true,
        moves: [
          {
            booking_id: id,
            customer_name: "Ann",
            quantity: 1,
            previous_slot_id: from,
            previous_start_time: "2031-12-25T09:00:00.000Z",
            slot_id: to,
            start_time: "2031-12-25T09:00:00.000Z",
            end_time: "2031-12-25T09:30:00.000Z",
            same_time: true,
          },
        ],
        unplaced: [],
        remaining: 0,
      },
    ]);
    const input = { ...DAY, moves: [{ booking_id: id, slot_id: to }] };
    const key = { "Idempotency-Key": `move-bookings-${id}` };
    const moved = await api.call("POST", path, input, key);
    expect([moved.status, moved.body]).toEqual([
      200,
      { moved: [{ booking_id: id, previous_slot_id: from, slot_id: to }], unchanged: [] },
    ]);
    expect(await slotOf(id)).toBe(to);
    const again = await api.call("POST", path, input, key);
    expect([again.headers.get("Idempotent-Replayed"), again.body]).toEqual(["true", moved.body]);
    expect((await api.call("POST", path, input)).body).toEqual({ moved: [], unchanged: [id] });
  });

  test("a refusal names each booking under REST's names", async () => {
    const { to, path, id } = await clinic();
    await book(to);
    const moves = [{ booking_id: id, slot_id: to }];
    expect(await api.call("POST", path, { ...DAY, moves })).toMatchObject({
      status: 409,
      body: {
        code: "MOVES_REFUSED",
        error: "Bookings cannot be moved",
        issues: [{ path: "moves.0.slot_id", code: "NO_SEAT", message: "No available seat" }],
      },
    });
  });

  test("500 bookings fit into a body", async () => {
    const { path, to } = await clinic();
    const moves = Array.from({ length: 500 }, (_, n) => ({
      booking_id: `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`,
      slot_id: to,
    }));
    const { status, body } = await api.call("POST", path, { ...DAY, moves });
    expect([status, body.issues.length]).toEqual([409, 500]);
    const more = [...moves, { booking_id: UNKNOWN_ID.replace("7000", "7001"), slot_id: to }];
    expect(await api.call("POST", path, { ...DAY, moves: more })).toMatchObject({
      status: 400,
      body: { issues: [{ path: "moves" }] },
    });
  });

  test.each([
    ["a time that ends before it begins", { until: DAY.from }, "until"],
    ["a time of more than a year", { until: "2033-01-01T00:00:00Z" }, "until"],
    ["too many days", { shift_days: 367 }, "shift_days"],
    ["half a day", { shift_days: 0.5 }, "shift_days"],
    ["no other doctor", { shift_days: 0 }, "to_resource_id"],
    ["an unknown zone", { time_zone: "Nowhere/Land" }, "time_zone"],
    ["a field that is not known", { dry_run: true }, "dry_run"],
  ])("a preview is refused with %s", async (_, input, path) => {
    const { path: of } = await clinic();
    expect(await api.call("POST", `${of}/preview`, { ...DAY, ...input })).toMatchObject({
      status: 400,
      body: { code: "INVALID_INPUT", issues: [{ path }] },
    });
  });

  test.each([
    ["no moves", [], "moves"],
    ["a booking twice", Array(2).fill({ booking_id: UNKNOWN_ID, slot_id: UNKNOWN_ID }), "moves"],
    ["an id that is none", [{ booking_id: "1", slot_id: UNKNOWN_ID }], "moves.0.booking_id"],
    ["no slot", [{ booking_id: UNKNOWN_ID }], "moves.0.slot_id"],
  ])("a move is refused with %s", async (_, moves, path) => {
    const { path: of } = await clinic();
    expect(await api.call("POST", of, { ...DAY, moves })).toMatchObject({
      status: 400,
      body: { code: "INVALID_INPUT", issues: [{ path }] },
    });
  });

  test("a doctor is no show, and an archived one gets nobody", async () => {
    const { colleague, path } = await clinic();
    const show = path.replace("doctors", "shows");
    const input = { ...DAY, shift_days: 1 };
    expect((await api.call("POST", `${show}/preview`, input)).body.code).toBe("SHOW_NOT_FOUND");
    const moves = [{ booking_id: UNKNOWN_ID, slot_id: UNKNOWN_ID }];
    expect((await api.call("POST", show, { ...DAY, moves })).body.code).toBe("SHOW_NOT_FOUND");
    await api.call("PATCH", `/api/admin/doctors/${colleague}`, { archived: true });
    const toGone = { ...DAY, to_resource_id: colleague };
    expect((await api.call("POST", `${path}/preview`, toGone)).body.code).toBe("RESOURCE_ARCHIVED");
  });
});

test("the same over tRPC", async () => {
  const { ill, colleague, from, to, id } = await clinic();
  const input = { resourceId: ill, ...DAY, toResourceId: colleague };
  const query = await api.call(
    "GET",
    `/trpc/bookings.previewMoves?input=${encodeURIComponent(JSON.stringify(input))}`,
  );
  expect(query.body.result.data).toMatchObject({ fits: true, moves: [{ bookingId: id, slotId: to }] });
  const moves = [{ bookingId: id, slotId: to }];
  const moved = await api.call("POST", "/trpc/bookings.moveMany", { resourceId: ill, ...DAY, moves });
  expect(moved.body.result.data).toEqual({
    moved: [{ bookingId: id, previousSlotId: from, slotId: to }],
    unchanged: [],
  });
  const refused = await api.call("POST", "/trpc/bookings.moveMany", {
    resourceId: ill,
    ...DAY,
    moves: [{ bookingId: id, slotId: from }],
  });
  expect(refused.body.error.data).toMatchObject({
    appCode: "MOVES_REFUSED",
    issues: [{ path: "moves.0.bookingId", code: "PRECONDITION_FAILED" }],
  });
});
