import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from "@trpc/client";
import type { AppRouter, SlotsMessage } from "../src/index.ts";

/*
 * Watches a slot with tRPC's own links, which need the EventSource of `node --experimental-eventsource`, and books a place of
 * it as soon as it is told of. Arguments: the server's URL, the slot's id. Each message is a line.
 */

const [baseUrl = "", slotId = ""] = process.argv.slice(2);
const url = `${baseUrl}/trpc`;

const trpc = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: ({ type }) => type === "subscription",
      true: httpSubscriptionLink({ url }),
      false: httpBatchLink({ url }),
    }),
  ],
});

const write = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

trpc.slots.watch.subscribe(
  { slotId },
  {
    onData: ({ id, data }) => {
      const message: SlotsMessage = data;
      write({ id, message });
      if (message.type !== "slots") return;
      trpc.bookings.create
        .mutate({ slotId, customer: { name: "Ada" } })
        .catch(({ message }) => write({ message }));
    },
    onConnectionStateChange: ({ state }) => write({ state }),
    onError: ({ data }) => {
      write({ code: data?.appCode });
      process.exit(0);
    },
  },
);
