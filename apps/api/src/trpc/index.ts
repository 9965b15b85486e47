export { BATCH_MAX_CALLS, checkTrpcRequest, TRPC_PATH, trpcAdapter, trpcProblem } from "./adapter.ts";
export { appRouter } from "./router.ts";
