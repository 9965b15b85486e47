import type { ProcessOptions } from "./processes.ts";

/* Defects that are put into the product's source as it is loaded, to see that the suite finds them. There is no
   switch for them in the product. */

/** A text of one module and what stands there instead. It must be found, or the process does not start. */
export interface Patch {
  /** How the module's path ends. */
  module: string;
  find: RegExp;
  replace: string;
}

const CORE = "/packages/core/src";

export const DEFECTS = {
  "lock-off": [
    {
      module: `${CORE}/inventory/locks.ts`,
      find: /ORDER BY id FOR UPDATE \$\{skipIf\(locking\)\}/g,
      replace: "ORDER BY id",
    },
    {
      module: `${CORE}/holds/fast-path.ts`,
      find: /ORDER BY id FOR UPDATE \$\{skipIf\(locking\)\}/g,
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
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it becomes part of a template
      replace: "expires_at > ${new Date().toISOString()}::timestamptz",
    })),
  ],
  "pool-of-one": [
    {
      module: "/packages/db/src/pool.ts",
      find: /POOL_MAX_CONNECTIONS = \d+/g,
      replace: "POOL_MAX_CONNECTIONS = 1",
    },
  ],
} satisfies Record<string, readonly Patch[]>;

export type Defect = keyof typeof DEFECTS;

/** What starts a process with defects. */
export function withDefects(...defects: Defect[]): Partial<ProcessOptions> {
  return {
    imports: [new URL("./load-defects.ts", import.meta.url).href],
    environment: { HOLDFAST_DEFECTS: defects.join(",") },
  };
}
