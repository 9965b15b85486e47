import { hasLocalPort } from "./postgres.ts";
import type { WebhookReceiver } from "./receivers.ts";
import type { Run } from "./world.ts";

/* Damage in the middle of what a worker says to others. */

/** Customers book so slowly that what is sent to the receivers keeps up. */
export const CALM = { customers: 8, thinkMaxMilliseconds: 200 };

/** The connections of a worker to the mail server: the dialogues that its end may cut. */
export const MAIL_CONNECTIONS = 3;

/**
 * A moment of the dialogue about a mail, before the server's answer: it was told of the recipient and has no text yet, or has
 * taken the mail.
 */
export type MailMoment = "onRecipient" | "onTaken";

/** Does damage in the next dialogue about a mail, which goes on after it, if it still can. */
export async function inNextMail(
  run: Run,
  moment: MailMoment,
  damage: (clientPort: number) => Promise<void>,
): Promise<void> {
  const { mailServer } = run.world;
  if (!mailServer) throw new Error("this world has no mail server");
  run.mailsMaybeCut += MAIL_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    mailServer[moment] = async (clientPort) => {
      mailServer[moment] = async () => {};
      await damage(clientPort).then(resolve, reject);
    };
  });
}

/** Does damage while a receiver has a delivery that it never answers. */
export async function inNextDelivery(
  receiver: WebhookReceiver,
  damage: (senderPort: number) => Promise<void>,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    receiver.onDelivery = async (senderPort) => {
      receiver.onDelivery = async () => undefined;
      await damage(senderPort).then(resolve, reject);
      return "closes early";
    };
  });
}

export function firstReceiver({ receivers: [receiver] }: Run): WebhookReceiver {
  if (!receiver) throw new Error("this world has no receivers");
  return receiver;
}

/** Kills the process that has the other end of a connection. */
export async function killOwner(run: Run, port: number): Promise<void> {
  for (const process of run.world.all) {
    if (process.pid !== undefined && (await hasLocalPort(process.pid, port))) return process.kill();
  }
  throw new Error(`no process has a connection on port ${port}`);
}
