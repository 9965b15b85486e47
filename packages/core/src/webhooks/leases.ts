import { type RawBuilder, sql } from "kysely";
import type { Db } from "../shared/index.ts";
import { relaxedTransaction } from "./relaxed.ts";

/** For how long a process sends to a webhook alone. If it is killed, another one takes over then. */
export const LEASE_SECONDS = 15;

/** A webhook as its sender sends to it. */
export interface Target {
  id: string;
  url: string;
  /** The secrets that count. */
  secrets: Buffer[];
  /** The attempts that have failed since the last that was accepted. */
  failures: number;
}

interface TargetRow extends Omit<Target, "secrets"> {
  secret: Buffer;
  previousSecret: Buffer | null;
  now: Date;
}

/** Targets, and the time of the database at which they were read. */
export interface Leased {
  targets: Target[];
  now: Date | undefined;
}

const targetColumns = sql`webhooks.id, url, failures, secret,
  CASE WHEN previous_secret_until > clock_timestamp() THEN previous_secret END AS "previousSecret",
  clock_timestamp() AS now`;

const toTarget = ({ id, url, failures, secret, previousSecret }: TargetRow): Target => ({
  id,
  url,
  failures,
  secrets: previousSecret ? [secret, previousSecret] : [secret],
});

const toLeased = (rows: TargetRow[]): Leased => ({ targets: rows.map(toTarget), now: rows[0]?.now });

const leaseEnd = sql`clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})`;

/** Whether an earlier delivery of the same order waits until it is tried again. */
export const isBlocked = sql<boolean>`EXISTS (
  SELECT FROM webhook_deliveries AS earlier
  WHERE earlier.webhook_id = delivery.webhook_id AND earlier.order_key = delivery.order_key
    AND earlier.number < delivery.number AND earlier.status = 'PENDING' AND earlier.failures > 0
    AND earlier.due_at > clock_timestamp())`;

/** Deliveries that may be sent now. */
export const isDue = sql<boolean>`(delivery.status = 'PENDING' AND delivery.due_at <= clock_timestamp() AND NOT ${isBlocked})`;

/** Takes every webhook that something is due for and that no other process sends to. */
export async function lease(db: Db, owner: string): Promise<Leased> {
  const statement = sql<TargetRow>`
    UPDATE webhooks SET leased_by = ${owner}, leased_until = ${leaseEnd}
    WHERE id IN (
      SELECT id FROM webhooks
      WHERE active AND coalesce(leased_until <= clock_timestamp(), true)
        AND coalesce(retry_at <= clock_timestamp(), true)
        AND EXISTS (SELECT FROM webhook_deliveries AS delivery WHERE delivery.webhook_id = webhooks.id AND ${isDue})
      ORDER BY id FOR UPDATE SKIP LOCKED
    ) RETURNING ${targetColumns}`;
  return toLeased((await relaxedTransaction(db, (trx) => statement.execute(trx))).rows);
}

/** Keeps webhooks for longer. Those that are missing in the answer are paused, deleted, or another's. */
export async function renew(db: Db, owner: string, ids: readonly string[]): Promise<Leased> {
  const statement = sql<TargetRow>`
    UPDATE webhooks SET leased_until = ${leaseEnd}
    WHERE ${isOwned(owner, ids)} AND active RETURNING ${targetColumns}`;
  return toLeased((await relaxedTransaction(db, (trx) => statement.execute(trx))).rows);
}

/** Gives webhooks back. */
export async function release(db: Db, owner: string, ids: readonly string[]): Promise<void> {
  const statement = sql`
    UPDATE webhooks SET leased_by = NULL, leased_until = NULL WHERE ${isOwned(owner, ids)}`;
  await relaxedTransaction(db, (trx) => statement.execute(trx));
}

const isOwned = (owner: string, ids: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`id = ANY(${ids}::uuid[]) AND leased_by = ${owner}`;
