import type { Overview, OverviewInput } from "@holdfast/contract";
import { countChanges } from "../audit/index.ts";
import { healthOfJobs } from "../jobs/index.ts";
import { healthOfMails } from "../mail/index.ts";
import type { DbContext } from "../shared/index.ts";
import { fullnessOfDays } from "../slots/index.ts";
import { healthOfWebhooks } from "../webhooks/index.ts";

/**
 * What happened in a time, how full its days are, and what is queued now. It reads one after the other, on one connection at a time.
 * @throws INVALID_INPUT where that time has too many changes
 */
export async function getOverview({ db }: DbContext, input: OverviewInput): Promise<Overview> {
  const changes = await countChanges(db, input);
  const days = await fullnessOfDays(db, input);
  const jobs = await healthOfJobs(db);
  const webhooks = await healthOfWebhooks(db);
  return { changes, days, jobs, webhooks, mails: await healthOfMails(db) };
}
