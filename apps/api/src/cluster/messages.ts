import { type ErrorCode, HoldfastError } from "@holdfast/contract";
import type { CountedRequest, GivenPlaces } from "@holdfast/core";
import type { Loan } from "../limits/index.ts";

/* What the processes of a cluster say to each other. Messages are JSON. */

/** A member serves requests or runs the background jobs. */
export type Role = "server" | "worker";

/** What a member is told when it joins. */
export interface Task {
  role: Role;
  databaseUrl: string;
  /** The TCP port of the cluster; 0: a free one, the same for all of its servers. */
  port: number;
  /** The server processes of the cluster. */
  servers: number;
  /** The most connections of the member's pool. */
  maxConnections: number;
}

/** An error that crosses processes. */
export interface Refusal {
  code: ErrorCode;
  detail: string;
  retryAfterSeconds: number | undefined;
}

export const toRefusal = ({ code, message, retryAfterSeconds }: HoldfastError): Refusal => ({
  code,
  detail: message,
  retryAfterSeconds,
});

export function fromRefusal({ code, detail, retryAfterSeconds }: Refusal): HoldfastError {
  return new HoldfastError(code, detail, retryAfterSeconds === undefined ? {} : { retryAfterSeconds });
}

/** What a member asks of its primary; `HoldCounts` and `Lend` say what the counts mean. */
export interface PrimaryCalls {
  join: () => Task;
  ready: (url: string | null) => void;
  lend: (limit: string, client: string, requests: number) => Loan;
  /** @param from null: the shared address */
  reserveHolds: (requests: CountedRequest[], from: string | null) => Promise<Refusal | null>;
  renewHold: (id: string) => void;
  removeHold: (id: string) => void;
  confirmHold: (id: string) => void;
  moveHold: (id: string, slotId: string) => Promise<Refusal | null>;
  holdIsOn: (id: string, slotId: string) => void;
  giveHold: (places: GivenPlaces, contact: string | null) => Promise<Refusal | null>;
  holdIsOf: (places: Pick<GivenPlaces, "id" | "slotId">, contact: string | null) => void;
  /** @param from null: the shared address */
  growHold: (request: CountedRequest, from: string | null) => Promise<Refusal | null>;
  holdHasPlaces: (id: string, quantity: number) => void;
}

/** The calls of `PrimaryCalls` that have no answer. */
export const EVENTS = [
  "ready",
  "renewHold",
  "removeHold",
  "confirmHold",
  "holdIsOn",
  "holdIsOf",
  "holdHasPlaces",
] as const;

/** What a primary asks of a member. */
export interface MemberCalls {
  /** Another process has taken the member's place: it stops once its connections have ended. */
  retire: () => void;
}
