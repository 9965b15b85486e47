/// <reference lib="esnext.temporal" />
import { type Database, executeTogether, preparedStatement } from "@holdfast/db";
import { sql } from "kysely";
import { sharing } from "../concurrency/index.ts";
import { type Db, type DbContext, readFromReplica, remembered } from "../shared/index.ts";
import { type FreeSlot, type FreeSlotRow, freeSlotsWithin, LEAST_ID, toFreeSlot } from "./free-slot.ts";

/** Days that are counted at a time. */
export const DAYS_MAX = 62;

/** Slots of all days that are counted: more than one in five minutes. Later ones are not. */
export const COUNTED_MAX_SLOTS = 20_000;

const TOGETHER_MAX_STATEMENTS = 16;

/** The days in `[from, to)`, such as `2031-12-25`, in an IANA time zone. */
export interface FreeDaysInput {
  resourceId: string;
  timeZone: string;
  from: string;
  to: string;
}

/** What a customer could hold now of the slots that start on a day. */
export interface FreeDay {
  /** Such as `2031-12-25`. */
  day: string;
  slots: number;
  places: number;
}

export interface FreeDays {
  /** Every day of the range, also one without slots. */
  days: FreeDay[];
  /** The first free slot after the range; looked for only where the range has none, and null where there is none. */
  next: FreeSlot | null;
}

/** The days of a range, and the instants at which they begin, with the end of the last. */
interface Days {
  days: string[];
  bounds: Date[];
}

/**
 * The days of a range. PostgreSQL is told their bounds, and no zone: it takes the later of two midnights for the beginning of
 * a day, and may have other rules of the zone than this process.
 * @throws RangeError for what is no day or zone, an empty range, and more than `DAYS_MAX` days
 */
function daysOf({ timeZone, from, to }: Omit<FreeDaysInput, "resourceId">): Days {
  const [first, end] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
  const count = first.until(end, { largestUnit: "day" }).days;
  if (count < 1 || count > DAYS_MAX) throw new RangeError(`a range has 1 to ${DAYS_MAX} days`);
  const days = Array.from({ length: count + 1 }, (_, index) => first.add({ days: index }));
  return {
    days: days.slice(0, count).map(String),
    bounds: days.map((day) => new Date(day.toZonedDateTime({ timeZone }).epochMilliseconds)),
  };
}

/** Ranges whose days are kept: all who look at a month ask for the same. */
const REMEMBERED_MAX_RANGES = 1_000;

const rememberedDays = remembered((range) => {
  const [timeZone, from, to] = JSON.parse(range);
  return daysOf({ timeZone, from, to });
}, REMEMBERED_MAX_RANGES);

interface Values {
  resourceId: string;
  bounds: readonly Date[];
  start: Date | undefined;
  end: Date | undefined;
}

/** A row for each day that has free slots; where no day has, one of the next free slot, if there is one. */
type DayRow = { number: number; slots: number; places: number } & (FreeSlotRow | { id: null });

const selectDays = preparedStatement<Database, Values, DayRow>((value) => {
  const [start, end] = [
    sql`(SELECT ${value("start")}::timestamptz)`,
    sql`(SELECT ${value("end")}::timestamptz)`,
  ];
  const range = {
    resourceId: sql`(SELECT ${value("resourceId")}::uuid)`,
    edgeId: LEAST_ID,
    direction: "later",
  } as const;
  return sql<DayRow>`
    WITH counted AS MATERIALIZED (
      SELECT width_bucket(starts_at, (SELECT ${value("bounds")}::timestamptz[])) AS number,
        count(*)::integer AS slots, sum(available)::float8 AS places
      FROM ${freeSlotsWithin({ ...range, edge: start, end, maxSlots: COUNTED_MAX_SLOTS })} AS free GROUP BY number
    )
    SELECT counted.*, next.* FROM counted FULL JOIN (
      SELECT * FROM ${freeSlotsWithin({
        ...range,
        edge: sql`greatest(${end}, statement_timestamp())`,
        end: sql`'infinity'::timestamptz`,
      })} AS later WHERE NOT EXISTS (SELECT FROM counted) LIMIT 1
    ) AS next ON false`;
});

interface Question {
  key: string;
  resourceId: string;
  range: Days;
}

async function readDays(db: Db, questions: readonly Question[]): Promise<FreeDays[]> {
  const statements = questions.map(({ resourceId, range: { bounds } }) =>
    selectDays({ resourceId, bounds, start: bounds.at(0), end: bounds.at(-1) }),
  );
  const answers = await executeTogether(db, statements);
  return questions.map(({ range }, index) => toFreeDays(range, answers[index] ?? []));
}

function toFreeDays({ days }: Days, rows: readonly DayRow[]): FreeDays {
  const next = rows.find((row) => row.id !== null);
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  return {
    days: days.map((day, index) => {
      const { slots = 0, places = 0 } = byNumber.get(index + 1) ?? {};
      return { day, slots, places };
    }),
    next: next ? toFreeSlot(next) : null,
  };
}

const sharedDays = sharing(readDays, {
  keyOf: ({ key }: Question) => key,
  maxQuestions: TOGETHER_MAX_STATEMENTS,
  isList: true,
});

/**
 * Counts, for each day of a range, the slots of a resource that start on that day and that a customer could hold now, and
 * their places, by the database's clock; they may come from the replica. A day is as long as the clocks of its zone make it.
 * Equal reads share their answer. Few run at a time, so this is not to be called within `withinReads`.
 * @returns every day of the range, and the next free slot after it where it has none
 * @throws RangeError for what is no day or zone, an empty range, and more than `DAYS_MAX` days
 */
export async function freeDays(ctx: DbContext, input: FreeDaysInput): Promise<FreeDays> {
  const { resourceId, timeZone, from, to } = input;
  const question = {
    key: JSON.stringify([resourceId, timeZone, from, to]),
    resourceId,
    range: rememberedDays(JSON.stringify([timeZone, from, to])),
  };
  return readFromReplica(ctx, (db) => sharedDays(db, question));
}
