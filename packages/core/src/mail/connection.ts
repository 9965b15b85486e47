import { SmtpSession } from "./smtp.ts";

/** A connection that is opened when it is needed. Where that fails once, it fails for all mails of a fetch. */
export class Connection {
  readonly #url: string;
  #session: SmtpSession | undefined;
  #failure: unknown;

  constructor(url: string) {
    this.#url = url;
  }

  async session(): Promise<SmtpSession> {
    if (this.#session?.isOpen) return this.#session;
    if (this.#failure) throw this.#failure;
    try {
      this.#session = await SmtpSession.open(this.#url);
      return this.#session;
    } catch (error) {
      this.#failure = error;
      throw error;
    }
  }

  end(): void {
    this.#session?.quit();
  }
}
