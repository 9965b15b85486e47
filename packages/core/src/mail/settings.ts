import type { EventsContext } from "../events/index.ts";
import type { JobContext, SiteContext } from "../shared/index.ts";
import type { MailKind } from "./kind.ts";

/** How mails are sent. */
export interface MailSettings {
  /** As smtp://user:password@host:587 or smtps://…; its password is in no log. */
  smtpUrl: string;
  /** The sender's address. */
  from: string;
  /** Customers are reminded so long before the start; 0: never. */
  reminderHours: number;
}

/** What an operator is told of a mail; ids alone. */
export interface MailTrouble {
  mailId: string;
  bookingId: string;
  kind: MailKind;
  /** `retried`: it is sent again later; the others are its end. */
  trouble: "retried" | "bounced" | "unknown" | "given up";
  problem?: string | undefined;
}

/** The context of mails. */
export interface MailContext extends EventsContext, JobContext, SiteContext {
  mail: MailSettings;
  onMailTrouble?: ((trouble: MailTrouble) => void) | undefined;
}
