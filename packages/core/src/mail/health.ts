import type { MailHealth } from "@holdfast/contract";
import { sql } from "kysely";
import type { Db } from "../shared/index.ts";

const TROUBLE_SHOWN_HOURS = 24;

/** The mails that are still to be sent, and those of the last day that were refused, given up or perhaps not sent. */
export async function healthOfMails(db: Db): Promise<MailHealth> {
  const { rows } = await sql<{ queued: number; oldest: Date | null; troubled: number }>`
    SELECT queued, oldest, troubled FROM (
      SELECT count(*)::integer AS queued, min(created_at) AS oldest FROM mails WHERE state IN ('QUEUED', 'SENDING')
    ) AS unsent, (
      SELECT count(*)::integer AS troubled FROM mails
      WHERE created_at > clock_timestamp() - make_interval(hours => ${TROUBLE_SHOWN_HOURS})
        AND state IN ('BOUNCED', 'UNKNOWN', 'GIVEN_UP')
    ) AS late`.execute(db);
  const { queued = 0, oldest, troubled = 0 } = rows[0] ?? {};
  return { queued, oldest: oldest?.toISOString() ?? null, troubled };
}
