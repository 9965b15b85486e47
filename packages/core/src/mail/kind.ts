import type { MailsTable } from "@holdfast/db";

/** The change, or the nearness, of a booking that a mail tells of. */
export type MailKind = MailsTable["kind"];
