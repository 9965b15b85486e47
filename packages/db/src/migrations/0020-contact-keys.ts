import { type Kysely, sql } from "kysely";

/**
 * Contacts are found by a key, whatever their capitals, their composition and what nobody sees in them. PostgreSQL's own
 * functions would depend on the database's locale, so the key is made where contacts are read, and `contact_key` has it
 * where the contact is not ASCII. The key of an ASCII contact is its lower case: the index takes it from the contact. So
 * a hold costs nothing more, and what the release before writes meanwhile is found, too; where it is not ASCII, only if
 * it is spelled as its key.
 *
 * Names and contacts are as long as a person counts, up to 48 bytes a character. The database bounds the bytes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Everything that is needed in the end: with a lock that grows, this and a booking could wait for each other.
  await sql`LOCK TABLE resources, bookings, waitlist_entries IN ACCESS EXCLUSIVE MODE`.execute(db);
  await boundTexts(
    db,
    (column, max) => sql`CHECK (octet_length(${column}) BETWEEN 1 AND ${sql.lit(48 * max)})`,
  );
  await sql`DROP INDEX bookings_by_contact, waitlist_by_contact`.execute(db);
  for (const table of ["bookings", "waitlist_entries"] as const) {
    await sql`ALTER TABLE ${sql.table(table)} ADD COLUMN contact_key text`.execute(db);
    await fillKeys(db, table);
  }
  await sql`CREATE INDEX bookings_by_contact ON bookings (${KEY}, id) WHERE customer_contact IS NOT NULL`.execute(
    db,
  );
  await sql`CREATE INDEX waitlist_by_contact ON waitlist_entries (${KEY}, number)
    WHERE customer_contact IS NOT NULL`.execute(db);
}

/** Back to contacts that differ by nothing but their case. Texts that have become longer may stay. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`DROP INDEX bookings_by_contact, waitlist_by_contact`.execute(db);
  await sql`ALTER TABLE bookings DROP COLUMN contact_key`.execute(db);
  await sql`ALTER TABLE waitlist_entries DROP COLUMN contact_key`.execute(db);
  await boundTexts(
    db,
    (column, max) => sql`CHECK (char_length(${column}) BETWEEN 1 AND ${sql.lit(max)}) NOT VALID`,
  );
  await sql`CREATE INDEX bookings_by_contact ON bookings (lower(customer_contact), id)
    WHERE customer_contact IS NOT NULL`.execute(db);
  await sql`CREATE INDEX waitlist_by_contact ON waitlist_entries (lower(customer_contact))
    WHERE customer_contact IS NOT NULL`.execute(db);
}

const KEY = sql`(coalesce(contact_key, lower(customer_contact COLLATE "C")))`;

/** The columns of text, with the characters that each may have. */
const TEXTS = {
  resources: { name: 200, specialization: 200 },
  bookings: { customer_name: 200, customer_contact: 320 },
  waitlist_entries: { customer_name: 200, customer_contact: 320 },
} as const;

/** Gives the checks of the columns of text another condition, each under its old name. */
async function boundTexts(
  db: Kysely<unknown>,
  check: (column: ReturnType<typeof sql.ref>, max: number) => ReturnType<typeof sql>,
): Promise<void> {
  for (const [table, columns] of Object.entries(TEXTS)) {
    const changes = Object.entries(columns).flatMap(([column, max]) => {
      const name = sql.id(`${table}_${column}_check`);
      return [sql`DROP CONSTRAINT ${name}`, sql`ADD CONSTRAINT ${name} ${check(sql.ref(column), max)}`];
    });
    await sql`ALTER TABLE ${sql.table(table)} ${sql.join(changes)}`.execute(db);
  }
}

const FILLED_MAX_ROWS = 1_000;

/** Fills the keys of the contacts that are not ASCII, a bounded number in each statement. */
async function fillKeys(db: Kysely<unknown>, table: keyof typeof TEXTS): Promise<void> {
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    const { rows } = await sql<{ id: string; contact: string }>`
      SELECT id, customer_contact AS contact FROM ${sql.table(table)}
      WHERE id > ${after} AND octet_length(customer_contact) > char_length(customer_contact)
      ORDER BY id LIMIT ${FILLED_MAX_ROWS}`.execute(db);
    const last = rows.at(-1);
    if (!last) return;
    const keys = rows.map(({ id, contact }) => ({ id, key: keyOf(contact) }));
    await sql`
      UPDATE ${sql.table(table)} AS row SET contact_key = filled.key
      FROM json_to_recordset(${JSON.stringify(keys)}::json) AS filled (id uuid, key text)
      WHERE row.id = filled.id`.execute(db);
    after = last.id;
  }
}

const INVISIBLE = String.raw`[[\p{White_Space}\u2800\p{Cf}]--[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}]]`;
const ENDS = new RegExp(`^${INVISIBLE}+|(?<!${INVISIBLE})${INVISIBLE}+$`, "gv");

/** `contactKey` as it was at this migration. No contact until then was too long for an index. */
function keyOf(contact: string): string {
  const visible = contact.replace(/\p{Default_Ignorable_Code_Point}/gu, "").replace(ENDS, "");
  const fold = (text: string) => text.toLowerCase().toUpperCase().toLowerCase();
  return visible.normalize("NFD").split("ı").map(fold).join("ı").normalize("NFC");
}
