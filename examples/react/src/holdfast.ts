import { type AppRouter, createClient } from "@holdfast/client";
import { QueryClient } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";

/** The typed client. The page's own server passes `/trpc` on to Holdfast. */
export const client = createClient({ url: location.origin });

export const queryClient = new QueryClient({
  // The client repeats what can be repeated, by the server's own advice.
  defaultOptions: { queries: { retry: false }, mutations: { retry: false } },
});

/** What TanStack Query needs for each procedure: `trpc.slots.list.infiniteQueryOptions(…)`. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client: client.trpc, queryClient });
