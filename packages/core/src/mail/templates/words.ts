import type { MailKind } from "../kind.ts";

/** What the mails of a language say, as plain text: the layouts escape it where they have to. */
export interface Words {
  greeting: (name: string) => string;
  /** What stands before the facts of a booking. */
  what: string;
  when: string;
  places: string;
  booking: string;
  kinds: Readonly<Record<MailKind, KindWords>>;
}

/** What one kind of mail says. */
export interface KindWords {
  subject: (resource: string) => string;
  /** @param expires when a hold expires, as customers read it */
  message: (expires: string) => string;
  /** What the link to the booking leads to; a kind without it has no link. */
  link?: string;
}
