import { sql } from "kysely";
import { type AddressObject, type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import {
  type MailContext,
  type MailTrouble,
  queueMails,
  queueReminders,
  REMIND,
  SEND_MAIL,
  sendMails,
} from "../src/index.ts";
import type { TestContext } from "./harness.ts";
import { settle } from "./history-harness.ts";

/** What a mail server does with a mail to an address; it takes it unless told otherwise. */
export type Behaviour =
  | "take"
  /** Refuses the recipient for now, or for good. */
  | "451 4.7.1 later"
  | "550 5.1.1 no such user"
  /** Refuses the mail after its text. */
  | "452 4.3.1 after data"
  | "554 5.7.1 after data"
  /** Breaks the connection off before the text is asked for, in it, or after it. */
  | "drop before data"
  | "drop in data"
  | "take and drop";

/** A mail that a server has taken, as another library than the product's writer reads it. */
export interface Taken {
  to: string;
  mail: ParsedMail;
  /** When it came, in milliseconds since 1970. */
  at: number;
}

/** A real SMTP server, which does as it is told. */
export class MailServer {
  readonly taken: Taken[] = [];
  /** By recipient: what it does with each mail in turn, then takes all. */
  readonly behaviours = new Map<string, Behaviour[]>();
  /** Called with the client's port when a recipient was named, before the answer: the text is still to come. */
  onRecipient: (remotePort: number) => Promise<void> = async () => {};
  /** Called with the client's port when a mail was taken and not answered yet. */
  onTaken: (remotePort: number) => Promise<void> = async () => {};
  readonly #server: SMTPServer;

  private constructor(options: SMTPServerOptions) {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      logger: false,
      onRcptTo: async ({ address }, session, done) => {
        await this.onRecipient(session.remotePort);
        const [behaviour] = this.behaviours.get(address) ?? [];
        if (behaviour === "drop before data") return this.#drop(address, session.id);
        if (behaviour === undefined || !/^(451|550)/.test(behaviour)) return done();
        this.behaviours.get(address)?.shift();
        done(errorOf(behaviour));
      },
      onData: (stream, session, done) => {
        const address = session.envelope.rcptTo[0]?.address ?? "";
        const [behaviour] = this.behaviours.get(address) ?? [];
        if (behaviour === "drop in data") {
          stream.once("data", () => this.#drop(address, session.id));
          stream.resume();
          return;
        }
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", async () => {
          if (behaviour?.endsWith("after data")) {
            this.behaviours.get(address)?.shift();
            done(errorOf(behaviour));
            return;
          }
          const at = Date.now();
          this.taken.push({ to: address, mail: await simpleParser(Buffer.concat(chunks)), at });
          await this.onTaken(session.remotePort);
          if (behaviour === "take and drop") this.#drop(address, session.id);
          else {
            this.behaviours.get(address)?.shift();
            done();
          }
        });
      },
      ...options,
    });
    // A client that breaks off is no error of ours.
    this.#server.on("error", () => {});
  }

  static async start(options: SMTPServerOptions = {}, port = 0): Promise<MailServer> {
    const server = new MailServer(options);
    await new Promise<void>((resolve, reject) => {
      server.#server.once("error", reject);
      server.#server.listen(port, "127.0.0.1", resolve);
    });
    return server;
  }

  get port(): number {
    return (this.#server.server.address() as { port: number }).port;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** The mails that an address got, in their order. */
  to(address: string): ParsedMail[] {
    return this.taken.filter(({ to }) => to === address).map(({ mail }) => mail);
  }

  #drop(address: string, sessionId: string): void {
    this.behaviours.get(address)?.shift();
    for (const connection of this.#server.connections) {
      if ((connection as unknown as { id: string }).id === sessionId) {
        (connection as unknown as { _socket: { destroy(): void } })._socket.destroy();
      }
    }
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.#server.close(resolve));
  }
}

function errorOf(answer: string): Error {
  const [code, ...text] = answer.split(" ");
  return Object.assign(new Error(text.join(" ")), { responseCode: Number(code) });
}

/** The address of a mail's only recipient, and the name. */
export const recipientOf = (mail: ParsedMail) => (mail.to as AddressObject | undefined)?.value[0];

/** The iTIP part of a mail: its method and its text. */
export function itipOf(mail: ParsedMail): { method: string; text: string } | undefined {
  const part = mail.attachments.find(({ contentType }) => contentType === "text/calendar");
  const invite = mail.attachments.find(({ filename }) => filename === "invite.ics");
  const text = (part ?? invite)?.content.toString("utf8");
  return text === undefined ? undefined : { method: /^METHOD:(\w+)/m.exec(text)?.[1] ?? "", text };
}

export const FROM = "tickets@example.org";

/** The context of mails, and what their operator is told. */
export function mailContext(ctx: TestContext, server: MailServer, more: Partial<MailContext> = {}) {
  const troubles: MailTrouble[] = [];
  const context: MailContext = {
    ...ctx,
    actor: "system",
    publicUrl: "https://t.example.org",
    mail: { smtpUrl: server.url, from: FROM, reminderHours: 24 },
    onMailTrouble: (trouble) => troubles.push(trouble),
    ...more,
  };
  return { ...context, troubles };
}

/** Runs the jobs of a queue that are due, each once. Returns how many. */
export async function runJobs(ctx: MailContext, queue: string): Promise<number> {
  const jobs = await ctx.jobs.fetch(queue, { batchSize: 1_000 });
  const payloads = jobs.map(({ data }) => data);
  await (queue === SEND_MAIL ? sendMails(ctx, payloads) : queueReminders(ctx, payloads));
  const ids = jobs.map(({ id }) => id);
  if (ids.length > 0) await ctx.jobs.complete(queue, ids);
  return jobs.length;
}

/** Queues all mails of what was committed before. */
export async function queueAll(ctx: MailContext): Promise<void> {
  await settle(ctx);
  while (await queueMails(ctx));
}

/** Queues and sends what there is to send now. */
export async function deliver(ctx: MailContext): Promise<void> {
  await queueAll(ctx);
  while ((await runJobs(ctx, REMIND)) + (await runJobs(ctx, SEND_MAIL)) > 0);
}

/** Lets the time come for jobs that were put off; those of mails alone unless a queue is named. */
export async function passJobTime({ db }: MailContext, queue: string = SEND_MAIL): Promise<void> {
  await sql`UPDATE pgboss.job SET start_after = now() WHERE name = ${queue} AND state < 'active'`.execute(db);
  await sql`UPDATE mails SET due_at = clock_timestamp() WHERE due_at > clock_timestamp()`.execute(db);
}

/** The states of a booking's mails, in the order of what they tell. */
export async function statesOf(ctx: MailContext, bookingId: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom("mails")
    .select(["kind", "state"])
    .where("booking_id", "=", bookingId)
    .orderBy("entry")
    .execute();
  return rows.map(({ kind, state }) => `${kind} ${state}`);
}
