import { type Delivery, HoldfastError, PING_TYPE } from "@holdfast/contract";
import { sql } from "kysely";
import { enqueueDelivery } from "../jobs/index.ts";
import { type JobContext, newId, wireTime } from "../shared/index.ts";
import { readDelivery } from "./deliveries.ts";
import { bodyOf } from "./messages.ts";
import { lockWebhook } from "./webhook.ts";

/**
 * Sends a webhook a message that is no event, as events are sent.
 * @returns its delivery, which is still to be sent
 * @throws WEBHOOK_NOT_FOUND; WEBHOOK_INACTIVE
 */
export async function pingWebhook({ db, jobs }: JobContext, { id }: { id: string }): Promise<Delivery> {
  return db.transaction().execute(async (trx) => {
    const webhook = await lockWebhook(trx, id);
    if (!webhook.active) throw new HoldfastError("WEBHOOK_INACTIVE");
    const [deliveryId, orderKey] = [newId(), newId()];
    const eventId = `ping_${orderKey}`;
    const { rows } = await sql<{ now: string }>`SELECT ${wireTime(sql`clock_timestamp()`)} AS now`.execute(
      trx,
    );
    const body = bodyOf(PING_TYPE, rows[0]?.now ?? "", { id: eventId, webhook_id: id });
    await trx.insertInto("webhook_messages").values({ id: eventId, type: PING_TYPE, body }).execute();
    await trx
      .insertInto("webhook_deliveries")
      .values({ id: deliveryId, webhook_id: id, message_id: eventId, order_key: orderKey })
      .execute();
    await enqueueDelivery(jobs, trx);
    return readDelivery(trx, deliveryId);
  });
}
