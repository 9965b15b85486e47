import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/* A receiver of webhooks in a process of its own: it answers everything, and tells its port. */

const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => response.end());
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.on("disconnect", () => process.exit());
