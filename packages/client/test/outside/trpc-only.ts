import { createTRPCClient, httpBatchLink } from "@trpc/client";

/* What every-procedure.ts is measured against: it imports @trpc/client and nothing else. */

export const client = createTRPCClient({ links: [httpBatchLink({ url: "http://localhost:4000/trpc" })] });
