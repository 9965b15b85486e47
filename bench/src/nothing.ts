/** The do-nothing route: the cost of Hono on Node without any booking. */
import { serve } from "@hono/node-server";
import { Hono } from "hono";

const app = new Hono();
app.post("/api/slots/:id/book", (c) => c.json({ id: c.req.param("id"), status: "PENDING" }, 201));
serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
  console.log(`ready at http://127.0.0.1:${port}`),
);
