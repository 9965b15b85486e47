import { makeListedSlots } from "./data.ts";
import type { Target } from "./load.ts";
import type { Row } from "./row.ts";
import type { Settings } from "./settings.ts";
import type { World } from "./world.ts";

const PAGE_SLOTS = 50;
const CONNECTIONS = 16;

/** The list of slots: the first page and a far one, with and without filters. */
export function listPages({ listedSlots, bookingsPerListedSlot, farPage }: Settings): Row {
  let resourceId = "";
  const farPaths = new Map<string, string>();
  const first = (query: string) => `/api/slots?limit=${PAGE_SLOTS}${query.replace("RESOURCE", resourceId)}`;
  const far = async (world: World, query: string): Promise<string> => {
    const path = farPaths.get(query) ?? (await walk(world, first(query), farPage));
    farPaths.set(query, path);
    return path;
  };
  const filters = [
    { label: "all", query: "" },
    { label: "available=true", query: "&available=true" },
    { label: "resource_id", query: "&resource_id=RESOURCE" },
  ];
  const nth = `page ${farPage.toLocaleString("en")}`;
  return {
    id: "list-pages",
    title: `GET /api/slots?limit=50, ${CONNECTIONS} connections; ${listedSlots.toLocaleString("en")} slots, ${(
      listedSlots * bookingsPerListedSlot
    ).toLocaleString("en")} bookings`,
    practice: true,
    setUp: async ({ db }) => {
      resourceId = await makeListedSlots(db, listedSlots, bookingsPerListedSlot);
    },
    variants: filters.flatMap(({ label, query }) => [
      {
        name: `${label}, page 1`,
        subject: "holdfast",
        connections: CONNECTIONS,
        prepare: async () => page(first(query)),
      },
      {
        name: `${label}, ${nth}`,
        subject: "holdfast",
        connections: CONNECTIONS,
        prepare: async (world) => page(await far(world, query)),
      },
    ]),
    ratios: filters.map(({ label }) => ({
      name: `requests/s: ${label}, ${nth} ÷ page 1`,
      of: `${label}, ${nth}`,
      over: `${label}, page 1`,
      figure: "perSecond",
    })),
  };
}

const page = (path: string): Target => ({
  method: "GET",
  paths: [path],
  expected: [{ status: 200, contains: '"start_time"' }],
});

/** Follows the Link headers from the first page; returns the path of the page with that number. */
async function walk({ servers }: World, firstPath: string, pageNumber: number): Promise<string> {
  const { host, port } = servers.holdfast;
  let path = firstPath;
  for (let number = 1; number < pageNumber; number++) {
    const response = await fetch(`http://${host}:${port}${path}`);
    const items = (await response.json()) as unknown[];
    const next = /<([^>]+)>; rel="next"/.exec(response.headers.get("Link") ?? "")?.[1];
    if (!next || items.length !== PAGE_SLOTS) {
      throw new Error(`page ${number} of ${firstPath}: ${response.status}, ${items.length} slots, no next`);
    }
    path = next;
  }
  return path;
}
