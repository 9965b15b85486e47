import { hash } from "node:crypto";
import { contactKey, isAscii } from "@holdfast/contract";
import { type RawBuilder, sql } from "kysely";

/* Tables find a contact by its `contactKey`: a contact of ASCII by its lower case, any other by the column `contact_key`. */

/** An entry of an index has room for 2,704 bytes. No mail address and no phone number comes near. */
const KEY_MAX_BYTES = 2_000;

/** The key of a contact as it is kept, in tables and in memory: a hash of one that is very long. */
export function storedContactKey(contact: string): string {
  const key = contactKey(contact);
  return Buffer.byteLength(key) <= KEY_MAX_BYTES ? key : hash("sha256", key, "base64url");
}

/** The value of `contact_key` for a contact; undefined, which is null in SQL, where the contact itself is enough. */
export const contactKeyColumn = (contact: string | null | undefined): string | undefined =>
  contact == null || isAscii(contact) ? undefined : storedContactKey(contact);

/**
 * True for a row with this contact. An index of the table has the same expression. A process of the release before leaves
 * `contact_key` null: what it wrote is found where it is spelled as its key.
 */
export const hasContact = (table: Contacts, contact: string) =>
  isOfKey(table, (key) => sql`${key} = ${storedContactKey(contact)}`);

/** True for a row with the contact of this key, which `storedContactKey` has made. */
export const hasContactKey = (table: Contacts, wanted: RawBuilder<unknown>) =>
  isOfKey(table, (key) => sql`${key} = ${wanted}`);

/** The same as a column: the key of a row's contact. */
export const contactKeyOf = (row: string) =>
  sql<string>`coalesce(${sql.ref(`${row}.contact_key`)}, lower(${sql.ref(`${row}.customer_contact`)} COLLATE "C"))`;

/** True for a row whose contact begins so; the same index finds it. */
export const contactBegins = (table: Contacts, begin: string) =>
  isOfKey(table, (key) => sql`${key} BETWEEN ${contactKey(begin)} AND ${contactKey(begin) + LAST_CHARACTER}`);

/** The tables with contacts. */
type Contacts = "bookings" | "waitlist_entries";

/** Its bytes come after those of any text. */
const LAST_CHARACTER = "\u{10ffff}";

function isOfKey(table: Contacts, fits: (key: RawBuilder<string>) => RawBuilder<unknown>) {
  return sql<boolean>`(${sql.ref(`${table}.customer_contact`)} IS NOT NULL AND ${fits(contactKeyOf(table))})`;
}
