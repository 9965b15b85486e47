import type { CreateCalendarInput, NewCalendar } from "@holdfast/contract";
import { sql } from "kysely";
import { writeAudit } from "../audit/index.ts";
import type { OfKind } from "../resources/index.ts";
import { hashOf, randomText, type SiteContext, type WriteContext } from "../shared/index.ts";
import { calendarColumns, calendarUrl, requireOwner, toCalendar } from "./calendar.ts";

/**
 * Gives a resource a calendar with a secret address; the address of an earlier one leads nowhere from then on.
 * @returns the calendar with its address, which no later response has, because only the secret's hash is stored
 * @throws DOCTOR_NOT_FOUND, SHOW_NOT_FOUND or RESOURCE_NOT_FOUND
 */
export async function createCalendar(
  ctx: WriteContext & SiteContext,
  input: OfKind<CreateCalendarInput>,
): Promise<NewCalendar> {
  const { id, namesCustomers } = input;
  const secret = randomText();
  const columns = {
    secret_hash: hashOf(secret),
    names_customers: namesCustomers,
    created_at: sql<Date>`clock_timestamp()`,
  };
  const row = await ctx.db.transaction().execute(async (trx) => {
    await requireOwner(trx, input);
    const created = await trx
      .insertInto("calendars")
      .values({ resource_id: id, ...columns })
      .onConflict((conflict) => conflict.column("resource_id").doUpdateSet(columns))
      .returning(calendarColumns)
      .executeTakeFirstOrThrow();
    await writeAudit(trx, ctx.actor, [
      { action: "calendar.created", subjectId: id, after: { namesCustomers } },
    ]);
    return created;
  });
  return { ...toCalendar(row), url: calendarUrl(ctx, secret), secret };
}
