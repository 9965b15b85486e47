import { z } from "zod";

/** The answer of a server that lives, or can serve. */
export const restLiveness = z
  .object({ status: z.literal("ok").describe("Always `ok`") })
  .meta({ id: "Liveness", description: "The answer of a server that lives, or can serve" });

/** The answer of a server that cannot serve. */
export const restReadiness = z
  .object({
    status: z.literal("unavailable").describe("Always `unavailable`"),
    not_ready: z
      .array(z.string())
      .describe("What is not ready: `database`, `migrations`, `job queue`")
      .meta({ examples: [["database"]] }),
  })
  .meta({ id: "Unavailability", description: "The answer of a server that cannot serve" });
