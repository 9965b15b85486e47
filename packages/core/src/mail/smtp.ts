import { Readable } from "node:stream";
import { parseConnectionUrl } from "nodemailer/lib/shared";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { inAscii } from "./address.ts";

const CONNECT_MAX_MILLISECONDS = 10_000;
/** The longest pause of the server. */
const PAUSE_MAX_MILLISECONDS = 30_000;
/** The longest dialogue about one mail: it is over before its row counts as left behind. */
export const MAIL_DIALOGUE_MAX_MILLISECONDS = 60_000;

/**
 * The end of a dialogue about one mail.
 * - `sent`: the server has taken it.
 * - `bounced`: it has refused the recipient or the mail for good (5xx).
 * - `refused`: it has not taken it, for now (4xx), refuses the sender, or was not asked to: another attempt cannot make a second
 *   mail.
 * - `unknown`: the connection was lost after the mail was begun.
 */
export type Outcome = { type: "sent" | "unknown" } | { type: "bounced" | "refused"; problem: string };

/** What a mail is sent with. */
export interface Envelope {
  from: string;
  to: string;
}

/** A connection to a mail server, for several mails one after the other. */
export class SmtpSession {
  readonly #connection: SMTPConnection;

  private constructor(connection: SMTPConnection) {
    this.#connection = connection;
  }

  /**
   * Connects, and logs in where the URL has a user.
   * @param url as smtp://user:password@host:587 or smtps://…
   * @throws the error of the connection or the login; nothing has been sent
   */
  static async open(url: string): Promise<SmtpSession> {
    const { auth, ...options } = parseConnectionUrl(url);
    const connection = new SMTPConnection({
      ...options,
      connectionTimeout: CONNECT_MAX_MILLISECONDS,
      greetingTimeout: CONNECT_MAX_MILLISECONDS,
      socketTimeout: PAUSE_MAX_MILLISECONDS,
      logger: false,
    });
    // An error between two dialogues is found by the next one.
    connection.on("error", () => {});
    const session = new SmtpSession(connection);
    try {
      await session.#dialogue(2 * CONNECT_MAX_MILLISECONDS, (done) => connection.connect(done));
      if (auth) {
        await session.#dialogue(PAUSE_MAX_MILLISECONDS, (done) => connection.login(auth, done));
      }
    } catch (error) {
      connection.close();
      throw error;
    }
    return session;
  }

  /** Whether another mail can be sent over this connection. */
  get isOpen(): boolean {
    return !this.#connection.destroyed && this.#connection._socket !== false;
  }

  /** Sends one mail. */
  async send({ from, to }: Envelope, message: Buffer): Promise<Outcome> {
    let isBegun = false;
    // The connection reads the message once the server has asked for it, and not before.
    const stream = new Readable({
      read() {
        isBegun = true;
        this.push(message);
        this.push(null);
      },
    });
    try {
      const envelope = { from: inAscii(from), to: inAscii(to), size: message.length };
      await this.#dialogue(MAIL_DIALOGUE_MAX_MILLISECONDS, (done) =>
        this.#connection.send(envelope, stream, done),
      );
      return { type: "sent" };
    } catch (error) {
      this.close();
      return outcomeOf(error, isBegun);
    }
  }

  /** Runs a part of the dialogue, which the loss of the connection ends, too. */
  #dialogue(maxMilliseconds: number, run: (done: (error?: Error | null) => void) => void): Promise<void> {
    const connection = this.#connection;
    let end: (error?: Error | null) => void = () => {};
    const onEnd = () => end(new Error("the mail server has closed the connection"));
    const timer = setTimeout(() => end(new Error("the mail server takes too long")), maxMilliseconds);
    const ended = new Promise<void>((resolve, reject) => {
      end = (error) => (error ? reject(error) : resolve());
      connection.once("error", end);
      connection.once("end", onEnd);
      run(end);
    });
    return ended.finally(() => {
      clearTimeout(timer);
      connection.removeListener("error", end);
      connection.removeListener("end", onEnd);
    });
  }

  /** Says goodbye. */
  quit(): void {
    if (this.isOpen) this.#connection.quit();
  }

  close(): void {
    this.#connection.close();
  }
}

const PERMANENT = 500;

function outcomeOf(error: unknown, isBegun: boolean): Outcome {
  const { responseCode, response, command } = Object(error) as Record<string, unknown>;
  if (typeof responseCode === "number") {
    // A sender that is refused is the operator's mistake, and no fault of the recipient's.
    const isForGood = responseCode >= PERMANENT && command !== "MAIL FROM";
    return { type: isForGood ? "bounced" : "refused", problem: problemOf(responseCode, response) };
  }
  return isBegun ? { type: "unknown" } : unreached(error);
}

/** The outcome of an error before the server was asked to take a mail. */
export function unreached(error: unknown): Outcome {
  const { code } = Object(error) as { code?: unknown };
  return { type: "refused", problem: typeof code === "string" ? code : "no answer" };
}

/** The codes in a server's answer, and nothing else of it: its text may name the recipient. */
function problemOf(code: number, response: unknown): string {
  const [enhanced] = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(String(response)) ?? [];
  return enhanced === undefined ? String(code) : `${code} ${enhanced}`;
}
