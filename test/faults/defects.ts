import type { ProcessOptions } from "./processes.ts";

/* Defects for the suite to find, put into the product's source as it is loaded. The product has no switch for
   them. */

/** A text of one module and its replacement. The process does not start unless the text is found. */
export interface Patch {
  /** The end of the module's path. */
  module: string;
  find: RegExp;
  replace: string;
}

const CORE = "/packages/core/src";

export const DEFECTS = {
  "lock-off": [
    {
      module: `${CORE}/inventory/locks.ts`,
      find: /ORDER BY id FOR UPDATE \$\{skipIf\(onLocked\)\}/g,
      replace: "ORDER BY id",
    },
    {
      module: `${CORE}/holds/fast-path.ts`,
      find: /ORDER BY id FOR UPDATE \$\{skipIf\(onLocked\)\}/g,
      replace: "ORDER BY id",
    },
  ],
  "expiry-by-job-alone": [
    ...["confirm", "cancel"].map((verb) => ({
      module: `${CORE}/bookings/${verb}.ts`,
      find: /AND (bookings\.)?expires_at > clock_timestamp\(\)/g,
      replace: "",
    })),
  ],
  "client-clock": [
    ...["confirm", "cancel"].map((verb) => ({
      module: `${CORE}/bookings/${verb}.ts`,
      find: /expires_at > clock_timestamp\(\)/g,
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the text becomes part of a template
      replace: "expires_at > ${new Date().toISOString()}::timestamptz",
    })),
  ],
  "mail-sent-again": [
    {
      module: `${CORE}/mail/send.ts`,
      find: /endAttempt\(ctx, id, "SENDING", \{ type: "unknown" \}\)/g,
      replace: 'endAttempt(ctx, id, "SENDING", { type: "refused", problem: "left behind" })',
    },
  ],
  "mail-done-before-sent": [
    {
      module: `${CORE}/mail/send.ts`,
      find: /const message = await composeMail\(/g,
      replace: `await endAttempt(ctx, id, "SENDING", { type: "sent" });
  const message = await composeMail(`,
    },
  ],
  "events-before-settled": [
    {
      module: `${CORE}/events/horizon.ts`,
      find: /if \(mark\.entry <= this\.#settled\) return this\.#settled;/g,
      replace: "return mark.entry;",
    },
  ],
  "delay-untold": [
    { module: `${CORE}/events/horizon.ts`, find: /this\.#onDelayed\?\.\(.*\);/g, replace: "" },
  ],
  "orders-ignored": [
    {
      module: `${CORE}/webhooks/fan-out.ts`,
      find: /orderKey: message\.orderKey/g,
      replace: "orderKey: newId()",
    },
  ],
  "pool-of-one": [
    {
      module: "/packages/db/src/pool.ts",
      find: /POOL_MAX_CONNECTIONS = \d+/g,
      replace: "POOL_MAX_CONNECTIONS = 1",
    },
  ],
  "delivered-before-sent": [
    {
      module: `${CORE}/webhooks/sender.ts`,
      find: /const answer = await this\.#ctx\.post\(/g,
      replace: `
    await this.#ctx.record({ id: due.id, attempt: {}, isDelivered: true, pauseMilliseconds: 0 }, undefined);
    const answer = await this.#ctx.post(`,
    },
  ],
} satisfies Record<string, readonly Patch[]>;

export type Defect = keyof typeof DEFECTS;

/** The options that start a process with defects. */
export function withDefects(...defects: Defect[]): Partial<ProcessOptions> {
  return {
    imports: [new URL("./load-defects.ts", import.meta.url).href],
    environment: { HOLDFAST_DEFECTS: defects.join(",") },
  };
}
