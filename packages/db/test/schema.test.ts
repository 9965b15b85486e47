import { createTestDatabase, type TestDatabase } from "@holdfast/db/testing";
import type { Insertable, Kysely, Selectable } from "kysely";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "../src/index.ts";

/* The interface is held to the catalog in two steps: the compiler holds this table to the interface,
   the test holds it to information_schema. */

type SqlType<Value> = Value extends string
  ? "uuid" | "text" | "time without time zone" | "bigint" | "xid8"
  : Value extends number
    ? "integer"
    : Value extends boolean
      ? "boolean"
      : Value extends Date
        ? "timestamp with time zone" | "date"
        : Value extends Buffer
          ? "bytea"
          : Value extends unknown[]
            ? "ARRAY"
            : "jsonb" | "json";

type Column<Selected, Inserted> = {
  type: SqlType<NonNullable<Selected>>;
  nullable: null extends Selected ? true : false;
  default: undefined extends Inserted ? (null extends Selected ? false : true) : false;
};

type Catalog = {
  [Table in keyof Database]: {
    [Name in keyof Selectable<Database[Table]>]: Column<
      Selectable<Database[Table]>[Name],
      Name extends keyof Insertable<Database[Table]> ? Insertable<Database[Table]>[Name] : undefined
    >;
  };
};

const uuid = { type: "uuid", nullable: false, default: false } as const;
const text = { type: "text", nullable: false, default: false } as const;
const optionalText = { type: "text", nullable: true, default: false } as const;
const integer = { type: "integer", nullable: false, default: false } as const;
const optionalInteger = { ...integer, nullable: true } as const;
const time = { type: "timestamp with time zone", nullable: false, default: false } as const;
const optionalTime = { ...time, nullable: true } as const;
const day = { type: "date", nullable: false, default: false } as const;
const timeOfDay = { type: "time without time zone", nullable: false, default: false } as const;
const identity = { type: "bigint", nullable: false, default: true } as const;
const json = { type: "jsonb", nullable: false, default: false } as const;
const optionalJson = { ...json, nullable: true } as const;
const generatedJson = { ...json, default: true } as const;
const generatedTime = { ...time, default: true } as const;

const DECLARED: Catalog = {
  resources: {
    id: uuid,
    kind: text,
    name: text,
    specialization: optionalText,
    time_zone: optionalText,
    exclusive: { type: "boolean", nullable: false, default: true },
    archived_at: optionalTime,
    asks_attendees: { type: "boolean", nullable: false, default: true },
    questions: { type: "json", nullable: true, default: false },
    metadata: generatedJson,
    external_id: optionalText,
    created_at: generatedTime,
    updated_at: generatedTime,
  },
  absences: {
    id: uuid,
    resource_id: uuid,
    starts_at: time,
    ends_at: time,
    reason: optionalText,
    slots_closed: integer,
    ended_at: optionalTime,
    created_at: generatedTime,
    updated_at: generatedTime,
  },
  slots: {
    id: uuid,
    resource_id: uuid,
    schedule_id: { ...uuid, nullable: true },
    occurrence_at: optionalTime,
    overridden: { type: "ARRAY", nullable: false, default: true },
    starts_at: time,
    ends_at: time,
    capacity: integer,
    booked: { ...integer, default: true },
    waiting: { ...integer, default: true },
    closed: { type: "boolean", nullable: false, default: true },
    closed_by: { type: "uuid", nullable: true, default: false },
    bookable_from: optionalTime,
    bookable_until: optionalTime,
    cancel_until: { ...integer, nullable: true },
    lead_minutes: { ...integer, default: true },
    max_per_contact: optionalInteger,
    deleted_at: optionalTime,
    exclusive: { type: "boolean", nullable: false, default: true },
    kind: { ...text, default: true },
    metadata: generatedJson,
    external_id: optionalText,
    created_at: generatedTime,
    updated_at: generatedTime,
  },
  orders: {
    id: uuid,
    token_hash: { type: "bytea", nullable: false, default: false },
    created_at: generatedTime,
  },
  bookings: {
    id: uuid,
    slot_id: uuid,
    order_id: { ...uuid, nullable: true },
    customer_name: text,
    customer_contact: optionalText,
    contact_key: optionalText,
    quantity: integer,
    status: text,
    failure_reason: optionalText,
    checked_in_at: optionalTime,
    no_show_at: optionalTime,
    checked_in: optionalInteger,
    checked_out: optionalInteger,
    token_hash: { type: "bytea", nullable: true, default: false },
    former_token_hash: { type: "bytea", nullable: true, default: false },
    language: optionalText,
    mail_problem: optionalText,
    attendees: { type: "ARRAY", nullable: true, default: false },
    answers: optionalJson,
    metadata: generatedJson,
    external_id: optionalText,
    expires_at: time,
    created_at: generatedTime,
    updated_at: generatedTime,
  },
  scans: {
    slot_id: uuid,
    scan_id: uuid,
    booking_id: { ...uuid, nullable: true },
    direction: text,
    persons: optionalInteger,
    places: optionalInteger,
    scanned_at: time,
    device: optionalText,
    outcome: text,
    earlier_scan_id: { ...uuid, nullable: true },
    ticket_slot_id: { ...uuid, nullable: true },
    actor: text,
    created_at: generatedTime,
  },
  idempotency_records: {
    key: text,
    fingerprint: text,
    response: json,
    salt: optionalText,
    created_at: generatedTime,
  },
  schedules: {
    id: uuid,
    resource_id: uuid,
    rrule: text,
    time_zone: text,
    starts_on: day,
    ends_on: { ...day, nullable: true },
    opens_at: timeOfDay,
    closes_at: timeOfDay,
    slot_minutes: integer,
    gap_minutes: integer,
    capacity: integer,
    lead_minutes: integer,
    cancel_until: optionalInteger,
    max_per_contact: optionalInteger,
    bookable_from_minutes: optionalInteger,
    bookable_until_minutes: optionalInteger,
    horizon_days: integer,
    followed_at: optionalTime,
    created_at: generatedTime,
    updated_at: generatedTime,
  },
  schedule_hours: { schedule_id: uuid, opens_at: timeOfDay, closes_at: timeOfDay },
  schedule_exceptions: { schedule_id: uuid, day },
  schedule_holidays: { schedule_id: uuid, file: text, day, name: text },
  audit: {
    id: identity,
    at: generatedTime,
    actor: text,
    action: text,
    subject_id: { ...uuid, nullable: true },
    booking_ids: { type: "ARRAY", nullable: true, default: false },
    slot_id: { ...uuid, nullable: true },
    before: optionalJson,
    after: optionalJson,
    sold_out: { type: "boolean", nullable: true, default: false },
  },
  events: {
    id: identity,
    transaction_id: { type: "xid8", nullable: false, default: true },
    at: generatedTime,
    type: text,
    slot_id: uuid,
    booking_id: { ...uuid, nullable: true },
    data: json,
  },
  event_consumers: { name: text, entry: { type: "bigint", nullable: false, default: false }, part: integer },
  api_keys: {
    id: uuid,
    name: text,
    role: text,
    hash: { type: "bytea", nullable: false, default: false },
    created_at: generatedTime,
    expires_at: optionalTime,
    last_used_at: optionalTime,
    revoked_at: optionalTime,
  },
  sessions: {
    id: uuid,
    key_id: { ...uuid, nullable: true },
    hash: { type: "bytea", nullable: false, default: false },
    created_at: generatedTime,
    last_used_at: generatedTime,
    expires_at: time,
  },
  waitlist_entries: {
    id: uuid,
    number: identity,
    slot_id: uuid,
    quantity: integer,
    customer_name: text,
    customer_contact: optionalText,
    contact_key: optionalText,
    status: { ...text, default: true },
    booking_id: { ...uuid, nullable: true },
    token_hash: { type: "bytea", nullable: true, default: false },
    language: optionalText,
    created_at: generatedTime,
    updated_at: generatedTime,
  },
  mails: {
    id: uuid,
    booking_id: uuid,
    slot_id: uuid,
    event_id: text,
    entry: { type: "bigint", nullable: false, default: false },
    kind: text,
    state: { ...text, default: true },
    attempts: { ...integer, default: true },
    due_at: generatedTime,
    problem: optionalText,
    token_hash: { type: "bytea", nullable: true, default: false },
    created_at: generatedTime,
    updated_at: generatedTime,
  },
  calendars: {
    resource_id: uuid,
    secret_hash: { type: "bytea", nullable: false, default: false },
    names_customers: { type: "boolean", nullable: false, default: false },
    created_at: generatedTime,
  },
  webhooks: {
    id: uuid,
    url: text,
    topics: { type: "ARRAY", nullable: false, default: false },
    description: optionalText,
    active: { type: "boolean", nullable: false, default: true },
    disabled_for: optionalText,
    secret: { type: "bytea", nullable: false, default: false },
    previous_secret: { type: "bytea", nullable: true, default: false },
    previous_secret_until: optionalTime,
    failures: { ...integer, default: true },
    failing_since: optionalTime,
    retry_at: optionalTime,
    leased_by: { ...uuid, nullable: true },
    leased_until: optionalTime,
    created_at: generatedTime,
    updated_at: generatedTime,
  },
  webhook_messages: { id: text, type: text, body: text, created_at: generatedTime },
  webhook_deliveries: {
    id: uuid,
    number: identity,
    webhook_id: uuid,
    message_id: text,
    order_key: uuid,
    status: { ...text, default: true },
    failures: { ...integer, default: true },
    due_at: generatedTime,
    first_attempt_at: optionalTime,
    attempts: generatedJson,
    created_at: generatedTime,
  },
};

let database: TestDatabase;
let db: Kysely<Database>;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database);
});

afterAll(async () => {
  await db.destroy();
  await database.drop();
});

test("the Database interface is what the migrations made", async () => {
  const { rows } = await sql<{
    table: string;
    column: string;
    type: string;
    nullable: boolean;
    default: boolean;
  }>`
    SELECT table_name AS table, column_name AS column, data_type AS type,
           is_nullable = 'YES' AS nullable, (column_default IS NOT NULL OR is_identity = 'YES') AS default
    FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'kysely_%'`.execute(
    db,
  );
  const actual: Record<string, Record<string, unknown>> = {};
  for (const { table, column, ...rest } of rows) actual[table] = { ...actual[table], [column]: rest };
  expect(actual).toEqual(DECLARED);
});

test("the database itself refuses to oversell, to delete what is booked, and a window that ends before it begins", async () => {
  await sql`INSERT INTO resources (id, kind, name) VALUES ('00000000-0000-7000-8000-000000000001', 'doctor', 'd')`.execute(
    db,
  );
  const insert = (booked: number, { deletedAt = null as Date | null, until = null as Date | null } = {}) =>
    sql`
    INSERT INTO slots (id, resource_id, starts_at, ends_at, capacity, booked, deleted_at, bookable_from, bookable_until)
    VALUES (gen_random_uuid(), '00000000-0000-7000-8000-000000000001', now(), now() + interval '1 hour', 3,
            ${booked}, ${deletedAt}, '2031-01-02T00:00:00Z', ${until})`.execute(db);
  await expect(insert(4)).rejects.toThrow("slots_never_oversold");
  await expect(insert(-1)).rejects.toThrow("slots_never_oversold");
  await insert(3);
  await expect(insert(1, { deletedAt: new Date() })).rejects.toThrow("slots_deleted_without_bookings");
  await insert(0, { deletedAt: new Date() });
  await expect(insert(0, { until: new Date("2031-01-02T00:00:00Z") })).rejects.toThrow(
    "slots_bookable_window",
  );
});

test("triggers find their tables, whatever the search path of who writes", async () => {
  const id = "00000000-0000-7000-8000-000000000002";
  const { rows } = await db.transaction().execute(async (trx) => {
    await sql`SET LOCAL search_path = ''`.execute(trx);
    await sql`INSERT INTO public.resources (id, kind, name, exclusive) VALUES (${id}, 'show', 's', true)`.execute(
      trx,
    );
    return sql`
      INSERT INTO public.slots (id, resource_id, starts_at, ends_at, capacity, booked)
      VALUES (${id}, ${id}, now(), now() + interval '1 hour', 1, 1) RETURNING exclusive`.execute(trx);
  });
  expect(rows).toEqual([{ exclusive: true }]);
});

test("no trigger has a transition table", async () => {
  const { rows } = await sql`
    SELECT tgname FROM pg_trigger WHERE tgoldtable IS NOT NULL OR tgnewtable IS NOT NULL`.execute(db);
  expect(rows).toEqual([]);
});
