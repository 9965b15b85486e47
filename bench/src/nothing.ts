/** The do-nothing routes: the cost of Hono on Node without any booking, and without any read. */
import { serve } from "@hono/node-server";
import { Hono } from "hono";

/** A slot as Holdfast sends it. */
const SLOT = {
  id: "",
  resource_id: "019b7a52-7a3e-7c25-a5d1-0242ac120002",
  show_id: "019b7a52-7a3e-7c25-a5d1-0242ac120002",
  start_time: "2031-12-25T10:00:00.000Z",
  end_time: "2031-12-25T11:00:00.000Z",
  kind: "show",
  resource_name: "A show",
  capacity: 1_000_000,
  booked: 0,
  available: 1_000_000,
  waiting: 0,
  closed: false,
  bookable_from: null,
  bookable_until: null,
  cancel_until: null,
  lead_minutes: 0,
  max_per_contact: null,
  metadata: {},
  external_id: null,
  created_at: "2031-01-01T00:00:00.000Z",
  updated_at: "2031-01-01T00:00:00.000Z",
};

const texts = new Map<number, string>();

/** A JSON text of so many bytes. */
function textOf(bytes: number): string {
  const known = texts.get(bytes) ?? JSON.stringify("x".repeat(bytes - 2));
  texts.set(bytes, known);
  return known;
}

const app = new Hono();
app.post("/api/slots/:id/book", (c) => c.json({ id: c.req.param("id"), status: "PENDING" }, 201));
app.get("/api/slots/:id", (c) => c.json({ ...SLOT, id: c.req.param("id") }));
app.get("/bytes/:count", (c) =>
  c.body(textOf(Number(c.req.param("count"))), 200, { "Content-Type": "application/json" }),
);
serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
  console.log(`ready at http://127.0.0.1:${port}`),
);
