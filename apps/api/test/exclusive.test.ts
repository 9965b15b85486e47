import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestApp, type TestApp, UNKNOWN_ID } from "./harness.ts";

let api: TestApp;

beforeAll(async () => {
  api = await createTestApp();
});

afterAll(() => api.close());

const hours = (from: string, to: string) => ({
  start_time: `2031-12-25T${from}:00Z`,
  end_time: `2031-12-25T${to}:00Z`,
  capacity: 1,
});

test.each(["doctors", "shows"])("REST: exclusive %s", async (kind) => {
  const made = await api.call("POST", `/api/admin/${kind}`, { name: "Ann", exclusive: true });
  expect(made).toMatchObject({ status: 201, body: { exclusive: true } });
  const path = `/api/admin/${kind}/${made.body.id}`;
  expect(await api.call("POST", `${path}/slots`, hours("10:00", "12:00"))).toMatchObject({ status: 201 });
  const overlap = { status: 409, body: { code: "SLOT_OVERLAP", error: "Slot overlaps another" } };
  expect(await api.call("POST", `${path}/slots`, hours("11:00", "13:00"))).toMatchObject(overlap);
  expect(await api.call("PATCH", path, { exclusive: false })).toMatchObject({
    status: 200,
    body: { name: "Ann", exclusive: false },
  });
  expect(await api.call("POST", `${path}/slots`, hours("11:00", "13:00"))).toMatchObject({ status: 201 });
  expect(await api.call("PATCH", path, { exclusive: true })).toMatchObject(overlap);
});

test("PATCH changes what is given, of the kind that the path names", async () => {
  const { body } = await api.call("POST", "/api/admin/shows", { name: "Hamlet", genre: "Tragedy" });
  const path = `/api/admin/shows/${body.id}`;
  expect((await api.call("PATCH", path, { name: "Macbeth" })).body).toEqual({
    ...body,
    name: "Macbeth",
    updated_at: expect.any(String),
  });
  expect((await api.call("PATCH", path, { genre: null })).body).toMatchObject({ specialization: null });
  expect((await api.call("PATCH", path, { specialization: "Drama" })).body).toMatchObject({
    specialization: "Drama",
  });
  expect(await api.call("PATCH", path, { genre: "a", specialization: "b" })).toMatchObject({ status: 400 });
  expect(await api.call("PATCH", path, { exclusive: "yes" })).toMatchObject({ status: 400 });
  expect(await api.call("PATCH", path, { kind: "doctor" })).toMatchObject({ status: 400 });
  expect(await api.call("PATCH", `/api/admin/doctors/${body.id}`, { name: "x" })).toMatchObject({
    status: 404,
    body: { code: "DOCTOR_NOT_FOUND" },
  });
  expect(await api.call("PATCH", `/api/admin/shows/${UNKNOWN_ID}`, {})).toMatchObject({ status: 404 });
});

test("tRPC: exclusive in create and update", async () => {
  const call = async (path: string, input: object) => {
    const { body } = await api.call("POST", `/trpc/${path}`, input);
    return body.result?.data ?? body.error.data.appCode;
  };
  const { id } = await call("resources.create", { kind: "show", name: "Hamlet", exclusive: true });
  const slot = {
    resourceId: id,
    capacity: 1,
    startsAt: "2031-12-25T10:00:00Z",
    endsAt: "2031-12-25T12:00:00Z",
  };
  await call("slots.create", slot);
  expect(await call("slots.create", slot)).toBe("SLOT_OVERLAP");
  expect(await call("resources.update", { id, exclusive: false })).toMatchObject({ exclusive: false });
  expect(await call("slots.create", slot)).toMatchObject({ resourceId: id });
});
