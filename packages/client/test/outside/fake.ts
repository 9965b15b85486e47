import { createClient } from "@holdfast/client";
import { createFakeServer, holdfastError, holdfastTransportError } from "@holdfast/client/testing";

/* Every line below @ts-expect-error must be refused by the compiler, every other one accepted. */

export const server = createFakeServer({
  slots: { list: ({ limit = 50 }) => ({ items: [], nextCursor: limit > 1 ? null : "more" }) },
  bookings: {
    create: async ({ customer }) => {
      if (customer.name === "Nobody") throw holdfastTransportError("unreachable");
      throw holdfastError("INVALID_INPUT", { issues: [{ path: "slotId", message: "must be a UUID" }] });
    },
  },
});

export const client = createClient({ url: "http://holdfast.test", fetch: server.fetch });
export const path: string | undefined = server.calls[0]?.path;

// @ts-expect-error a list answers items
createFakeServer({ slots: { list: () => ({ nextCursor: null }) } });
// @ts-expect-error a slot has an id
createFakeServer({ slots: { get: () => ({ capacity: 3 }) } });
// @ts-expect-error there is no such procedure
createFakeServer({ slots: { refund: () => null } });
// @ts-expect-error there is no such code
holdfastError("SOLD_OUT");
