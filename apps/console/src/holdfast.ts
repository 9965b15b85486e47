import { type AppRouter, createClient, isHoldfastError } from "@holdfast/client";
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { forgetSession } from "./session/index.ts";
import { tellError } from "./ui/index.ts";

/** The typed client. The session's cookie goes along, because the server of this page answers the calls, too. */
export const client = createClient({ url: location.origin });

/** Without a valid session every call fails in the same way: the page asks again who is signed in. */
function onError(error: unknown): void {
  if (isHoldfastError(error) && error.code === "UNAUTHORIZED") forgetSession(queryClient);
}

const STALE_MILLISECONDS = 10_000;

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({
    onError(error, _variables, _result, mutation) {
      onError(error);
      if (mutation.meta?.["isToldInPlace"] !== true) tellError(error);
    },
  }),
  // The client repeats what can be repeated, by the server's own advice.
  defaultOptions: {
    queries: { retry: false, staleTime: STALE_MILLISECONDS },
    mutations: { retry: false },
  },
});

/** What TanStack Query needs for each procedure: `trpc.slots.list.queryOptions(…)`. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client: client.trpc, queryClient });
