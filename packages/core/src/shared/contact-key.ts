import { hash } from "node:crypto";
import { contactKey, isAscii } from "@holdfast/contract";
import { sql } from "kysely";

/* Tables find a contact by its `contactKey`: a contact of ASCII by its lower case, any other by the column `contact_key`. */

/** The key as it is stored: where it is not ASCII, a hash, which has one length and is no second copy of the contact. */
function storedKey(contact: string): string {
  const key = contactKey(contact);
  return isAscii(key) ? key : hash("sha256", key, "base64url");
}

/** The value of `contact_key` for a contact; undefined, which is null in SQL, where the contact itself is enough. */
export const contactKeyColumn = (contact: string | null | undefined): string | undefined =>
  contact == null || isAscii(contact) ? undefined : storedKey(contact);

/**
 * True for a row with this contact. An index of the table has the same expression. A process of the release before leaves
 * `contact_key` null: what it wrote is found where it is spelled as its key.
 */
export const hasContact = (table: "bookings" | "waitlist_entries", contact: string) => {
  const column = (name: string) => sql.ref(`${table}.${name}`);
  const keys = new Set([storedKey(contact), contactKey(contact)]);
  return sql<boolean>`(${column("customer_contact")} IS NOT NULL AND coalesce(
    ${column("contact_key")}, lower(${column("customer_contact")} COLLATE "C")) IN (${sql.join([...keys])}))`;
};
