import { createKey } from "@holdfast/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bearer } from "./access-matrix.ts";
import { type Call, createTestApp, type TestApp, UNKNOWN_ID } from "./harness.ts";

/* Doctors and shows as everybody reads them, and as staff do. */

const NOTED = { metadata: { note: "unseen" }, external_id: "unseen-1" };
const NOTHING = { metadata: {}, external_id: null };

/** One that is strict, and one that is open to all. */
let strict: TestApp;
let open: TestApp;
let staff: Call;

beforeAll(async () => {
  strict = await createTestApp({ isRequired: true });
  open = await createTestApp();
  const ctx = { ...strict, actor: "system" } as const;
  const [admin, desk] = await Promise.all(
    (["admin", "desk"] as const).map((role) => createKey(ctx, { name: role, role })),
  );
  staff = (method, path, body, headers) =>
    strict.call(method, path, body, { ...bearer((method === "GET" ? desk : admin)?.key ?? ""), ...headers });
});

afterAll(async () => {
  await strict.close();
  await open.close();
});

const query = (procedure: string, input: object) =>
  `/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`;

describe.each([
  ["doctors", "shows", "SHOW_NOT_FOUND"],
  ["shows", "doctors", "DOCTOR_NOT_FOUND"],
])("/api/%s", (path, otherPath, notFoundThere) => {
  test("shows everybody what a page may show, and staff all of it", async () => {
    const { body: made } = await staff("POST", `/api/admin/${path}`, {
      name: "Owner",
      metadata: NOTED.metadata,
      external_id: `unseen-${path}`,
    });
    const seen = { ...made, ...NOTHING };
    expect(made.metadata).toEqual(NOTED.metadata);
    expect(await strict.call("GET", `/api/${path}/${made.id}`)).toMatchObject({ status: 200, body: seen });
    expect((await strict.call("GET", `/api/${path}?limit=500`)).body).toContainEqual(seen);
    for (const base of ["/api", "/api/admin"]) {
      expect((await staff("GET", `${base}/${path}/${made.id}`)).body).toEqual(made);
      expect((await staff("GET", `${base}/${path}?limit=500`)).body).toContainEqual(made);
    }
    const { id, kind } = made;
    const overTrpc = (call: Call, procedure: string, input: object) =>
      call("GET", query(procedure, input)).then(({ body }) => body.result.data);
    for (const [call, noted] of [
      [strict.call, { metadata: {}, externalId: null }],
      [staff, { metadata: NOTED.metadata, externalId: `unseen-${path}` }],
    ] as const) {
      expect(await overTrpc(call, "resources.get", { id })).toMatchObject({ id, kind, ...noted });
      const { items } = await overTrpc(call, "resources.list", { kind, limit: 500 });
      expect(items).toContainEqual(expect.objectContaining({ id, ...noted }));
    }
  });

  test("where AUTH=open everybody sees all of it", async () => {
    const { body } = await open.call("POST", `/api/admin/${path}`, { name: "Owner", ...notedOf(path) });
    expect((await open.call("GET", `/api/${path}/${body.id}`)).body).toEqual(body);
    expect((await open.call("GET", `/api/${path}?external_id=${body.external_id}`)).body).toEqual([body]);
  });

  test("has no other kind, and refuses an id that is none", async () => {
    const { body } = await staff("POST", `/api/admin/${path}`, { name: "Owner" });
    const missing = { status: 404, body: { code: notFoundThere } };
    expect(await strict.call("GET", `/api/${otherPath}/${body.id}`)).toMatchObject(missing);
    expect(await strict.call("GET", `/api/${otherPath}/${UNKNOWN_ID}`)).toMatchObject(missing);
    expect((await strict.call("GET", `/api/${path}/no-id`)).body.code).toBe("INVALID_INPUT");
    const kinds = (await strict.call("GET", `/api/${path}?limit=500`)).body.map(
      (resource: { kind: string }) => resource.kind,
    );
    expect(new Set(kinds)).toEqual(new Set([body.kind]));
  });

  test("refuses what customers may not look for", async () => {
    for (const filter of ["external_id=unseen-1", "metadata=note:unseen"]) {
      expect(await strict.call("GET", `/api/${path}?${filter}`)).toMatchObject({
        status: 401,
        body: { code: "UNAUTHORIZED" },
      });
      expect((await staff("GET", `/api/${path}?${filter}`)).status).toBe(200);
    }
    const overTrpc = await strict.call("GET", query("resources.list", { externalId: "unseen-1" }));
    expect(overTrpc.body.error.data.appCode).toBe("UNAUTHORIZED");
  });

  test("has pages and tags like every list and item", async () => {
    for (const name of ["One", "Two"]) await staff("POST", `/api/admin/${path}`, { name });
    const first = await strict.call("GET", `/api/${path}?limit=1&envelope=true`);
    expect(first.body.items).toHaveLength(1);
    const next = await strict.call("GET", `/api/${path}?limit=1&cursor=${first.body.next_cursor}`);
    expect(next.body[0].id > first.body.items[0].id).toBe(true);
    const address = `/api/${path}/${next.body[0].id}`;
    const tag = (await strict.call("GET", address)).headers.get("ETag") ?? "";
    expect((await strict.call("GET", address, undefined, { "If-None-Match": tag })).status).toBe(304);
  });
});

const notedOf = (path: string) => ({ ...NOTED, external_id: `open-${path}` });

describe("name=", () => {
  const names = ["Änne 100%_\\", "ÄNNE Straße", "Anne 100 percent"] as const;

  beforeAll(async () => {
    for (const path of ["doctors", "shows"]) {
      for (const name of names) await staff("POST", `/api/admin/${path}`, { name });
    }
  });

  test.each([
    ["änne", [0, 1]],
    ["ÄNNE", [0, 1]],
    ["a\u0308nne", [0, 1]],
    ["  straß ", [1]],
    ["nne 100", [0, 2]],
    ["%", [0]],
    ["_", [0]],
    ["\\", [0]],
    ["1%0", []],
    ["nn_", []],
  ] as const)("%j finds names with this text in them, in capitals or not", async (name, found) => {
    const wanted = found.map((index) => names[index]);
    const ofAnne = (list: { name: string }[]) =>
      list.map((each) => each.name).filter((each) => (names as readonly string[]).includes(each));
    for (const [kind, path] of [
      ["doctor", "doctors"],
      ["show", "shows"],
    ]) {
      const filter = `name=${encodeURIComponent(name)}&limit=500`;
      expect(ofAnne((await strict.call("GET", `/api/${path}?${filter}`)).body)).toEqual(wanted);
      expect(ofAnne((await staff("GET", `/api/admin/${path}?${filter}`)).body)).toEqual(wanted);
      const { body } = await strict.call("GET", query("resources.list", { kind, name, limit: 500 }));
      expect(ofAnne(body.result.data.items)).toEqual(wanted);
    }
    const ofBoth = await strict.call("GET", query("resources.list", { name, limit: 500 }));
    expect(ofAnne(ofBoth.body.result.data.items)).toHaveLength(2 * wanted.length);
  });

  test("goes with the other filters and with pages", async () => {
    const first = await strict.call("GET", "/api/doctors?name=nne&limit=2");
    expect(first.body).toHaveLength(2);
    const next = /<([^>]+)>/.exec(first.headers.get("Link") ?? "")?.[1] ?? "";
    expect((await strict.call("GET", next)).body).toMatchObject([{ name: names[2] }]);
    expect((await strict.call("GET", "/api/doctors?name=nne&updated_since=2100-01-01T00:00Z")).body).toEqual(
      [],
    );
  });

  test.each(["", "%20", "a".repeat(201), "%00"])("%j is no text to look for", async (name) => {
    const { status, body } = await strict.call("GET", `/api/doctors?name=${name}`);
    expect([status, body.code]).toEqual([400, "INVALID_INPUT"]);
  });
});

test("slots of one kind are found, with the other filters", async () => {
  const times = { start_time: "2031-12-25T10:00:00Z", end_time: "2031-12-25T11:00:00Z", capacity: 2 };
  const idOf: Record<string, string> = {};
  for (const [kind, path] of [
    ["doctor", "doctors"],
    ["show", "shows"],
  ] as const) {
    const { body: owner } = await staff("POST", `/api/admin/${path}`, { name: "Owner" });
    idOf[kind] = (await staff("POST", `/api/admin/${path}/${owner.id}/slots`, times)).body.id;
  }
  for (const kind of ["doctor", "show"]) {
    const [own, other] = kind === "doctor" ? [idOf["doctor"], idOf["show"]] : [idOf["show"], idOf["doctor"]];
    for (const more of ["", "&available=true", "&from=2031-01-01T00:00Z"]) {
      const ids = (await strict.call("GET", `/api/slots?kind=${kind}${more}`)).body.map(
        (slot: { id: string }) => slot.id,
      );
      expect(ids).toContain(own);
      expect(ids).not.toContain(other);
    }
    const { body } = await strict.call("GET", query("slots.list", { kind }));
    expect(body.result.data.items).toMatchObject([{ id: own, kind }]);
  }
  expect((await strict.call("GET", "/api/slots?kind=dentist")).body.code).toBe("INVALID_INPUT");
});

test("PATCH archives a doctor, and lists leave it out unless they are asked", async () => {
  const { body: doctor } = await open.call("POST", "/api/admin/doctors", { name: "Dr. Archived" });
  const path = `/api/admin/doctors/${doctor.id}`;
  expect(doctor.archived_at).toBeNull();
  const archived = await open.call("PATCH", path, { archived: true });
  expect(archived).toMatchObject({ status: 200, body: { archived_at: expect.any(String) } });
  const slot = { start_time: "2031-12-25T10:00:00Z", end_time: "2031-12-25T11:00:00Z", capacity: 1 };
  expect(await open.call("POST", `${path}/slots`, slot)).toMatchObject({
    status: 409,
    body: { code: "RESOURCE_ARCHIVED" },
  });
  const idsOf = async (query: string) => {
    const { body } = await open.call("GET", `/api/doctors?limit=500${query}`);
    return body.map(({ id }: { id: string }) => id);
  };
  expect(await idsOf("")).not.toContain(doctor.id);
  expect(await idsOf("&archived=true")).toContain(doctor.id);
  expect((await open.call("GET", `/api/doctors?archived=1`)).status).toBe(400);
  expect((await open.call("PATCH", path, { archived: false })).body.archived_at).toBeNull();
});
