import { hash } from "node:crypto";
import { contactKey, isAscii } from "@holdfast/contract";
import { sql } from "kysely";

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
export const hasContact = (table: "bookings" | "waitlist_entries", contact: string) => {
  const column = (name: string) => sql.ref(`${table}.${name}`);
  return sql<boolean>`(${column("customer_contact")} IS NOT NULL AND coalesce(
    ${column("contact_key")}, lower(${column("customer_contact")} COLLATE "C")) = ${storedContactKey(contact)})`;
};
