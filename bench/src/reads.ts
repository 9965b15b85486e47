import { makeListedSlots, makeSlots } from "./data.ts";
import type { Target } from "./load.ts";
import type { Row, Variant } from "./row.ts";
import { MANY_SLOTS, onFreshSlots } from "./rows.ts";
import type { Settings } from "./settings.ts";
import { LABELS, type Subject } from "./subjects.ts";
import type { World } from "./world.ts";

/* Reads beside a route that does nothing, or that sends as many bytes. */

const CONNECTIONS = 64;
const PAGE_SLOTS = 50;
const FILTERS = 100;
const NOTHING = LABELS.nothing;

const reads = (paths: readonly string[], contains: string): Target => ({
  method: "GET",
  paths: [...paths],
  expected: [{ status: 200, contains }],
});

const readsOfSlots = (slotIds: readonly string[]) =>
  reads(
    slotIds.map((id) => `/api/slots/${id}`),
    '"start_time"',
  );

const onSlots =
  (count: number) =>
  async ({ db }: Pick<World, "db">) =>
    readsOfSlots(await makeSlots(db, count, 1_000_000));

/** The same reads with the tags of their last answers, so that all are 304. */
const asKnown =
  (prepare: (world: World) => Promise<Target>) =>
  async (world: World): Promise<Target> => {
    const target = await prepare(world);
    const { headers } = await ask(world, target.paths[0] as string);
    const tag = headers.get("ETag") ?? "none";
    return { ...target, headers: { "If-None-Match": tag }, expected: [{ status: 304, contains: "" }] };
  };

/** As many bytes as Holdfast's answer to a path has. */
const asManyBytes =
  (path: () => string) =>
  async (world: World): Promise<Target> => {
    const { bytes } = await ask(world, path());
    return reads([`/bytes/${bytes}`], '"');
  };

async function ask({ servers }: World, path: string): Promise<{ headers: Headers; bytes: number }> {
  const { host, port } = servers.holdfast;
  const response = await fetch(`http://${host}:${port}${path}`, {
    headers: { "Accept-Encoding": "identity" },
  });
  const { byteLength: bytes } = await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`GET ${path}: ${response.status}`);
  return { headers: response.headers, bytes };
}

const variant = (name: string, subject: Subject, prepare: Variant["prepare"]): Variant => ({
  name,
  subject,
  connections: CONNECTIONS,
  prepare,
});

const ratio = (of: string, over: string, atLeast: number) => ({
  name: `requests/s: ${of} ÷ ${over}`,
  of,
  over,
  figure: "perSecond" as const,
  goal: { atLeast },
});

/** One slot, many slots, and a slot that the client has already. */
export function slotReads(): Row {
  const many = `${MANY_SLOTS.toLocaleString("en")} slots in turn`;
  return {
    id: "slot-reads",
    title: `GET /api/slots/{id}, ${CONNECTIONS} connections`,
    practice: true,
    variants: [
      variant("one slot", "holdfast", onSlots(1)),
      variant(NOTHING, "nothing", onSlots(1)),
      variant(many, "holdfast", onSlots(MANY_SLOTS)),
      variant("one slot, 304", "holdfast", asKnown(onSlots(1))),
    ],
    ratios: [
      ratio("one slot", NOTHING, 0.6),
      ratio(many, NOTHING, 0.45),
      ratio("one slot, 304", NOTHING, 0.6),
    ],
  };
}

/** A page of a large list that all ask for, and pages by many filters. */
export function listReads({ listedSlots, bookingsPerListedSlot }: Settings): Row {
  let resourceId = "";
  const same = `/api/slots?limit=${PAGE_SLOTS}`;
  const filtered = () => {
    const minutes = (listedSlots - 10 * PAGE_SLOTS) / FILTERS;
    return Array.from({ length: FILTERS }, (_, index) => {
      const from = new Date(Date.now() + (24 * 60 + minutes * index) * 60_000).toISOString();
      return `${same}&from=${from}${index % 2 ? `&resource_id=${resourceId}` : ""}`;
    });
  };
  const bytes = `${NOTHING}, the same bytes`;
  const page = async (paths: readonly string[]) => reads(paths, '"start_time"');
  return {
    id: "list-reads",
    title: `GET /api/slots?limit=${PAGE_SLOTS}, ${CONNECTIONS} connections; ${listedSlots.toLocaleString("en")} slots, ${(
      listedSlots * bookingsPerListedSlot
    ).toLocaleString("en")} bookings`,
    practice: true,
    setUp: async ({ db }) => {
      resourceId = await makeListedSlots(db, listedSlots, bookingsPerListedSlot);
    },
    variants: [
      variant("the same page", "holdfast", () => page([same])),
      variant(
        bytes,
        "nothing",
        asManyBytes(() => same),
      ),
      variant(`${FILTERS} filters in turn`, "holdfast", () => page(filtered())),
      variant(
        "the same page, 304",
        "holdfast",
        asKnown(() => page([same])),
      ),
    ],
    ratios: [ratio("the same page", bytes, 0.5), ratio(`${FILTERS} filters in turn`, bytes, 0.2)],
  };
}

/** The OpenAPI document. */
export function documentReads(): Row {
  const path = "/openapi.json";
  const bytes = `${NOTHING}, the same bytes`;
  return {
    id: "document-reads",
    title: `GET ${path}, ${CONNECTIONS} connections`,
    practice: true,
    variants: [
      variant("Holdfast", "holdfast", async () => reads([path], '"openapi"')),
      variant(
        bytes,
        "nothing",
        asManyBytes(() => path),
      ),
    ],
    ratios: [ratio("Holdfast", bytes, 0.8)],
  };
}

/** Bookings of a slot that as many others look at. */
export function bookingsBesideReads(): Row {
  const [alone, beside] = ["bookings", `bookings, ${CONNECTIONS} connections read the slot`];
  return {
    id: "bookings-beside-reads",
    title: `A hot slot, ${CONNECTIONS} connections book it`,
    practice: true,
    variants: [
      variant(alone, "holdfast", onFreshSlots(1)),
      {
        ...variant(beside, "holdfast", onFreshSlots(1)),
        beside: ({ paths }) => readsOfSlots(paths.map((path) => path.split("/")[3] as string)),
      },
    ],
    ratios: [ratio(beside, alone, 0.5)],
  };
}
