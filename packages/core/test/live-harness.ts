import type { SlotsMessage } from "@holdfast/contract";
import { openDatabase } from "@holdfast/db";
import { type Context, createServices, type SlotStream } from "../src/index.ts";
import { SECONDS, type TestContext } from "./harness.ts";

/** Takes messages until one fits. */
export async function takeUntil(
  stream: SlotStream,
  fits: (message: SlotsMessage) => boolean,
): Promise<SlotsMessage[]> {
  const taken: SlotsMessage[] = [];
  for (;;) {
    const messages = await stream.next();
    if (!messages) throw new Error(`ended (${stream.end}) after ${JSON.stringify(taken)}`);
    taken.push(...messages.map(({ body }) => body));
    if (taken.some(fits)) return taken;
  }
}

/** Whether a message has the slot with so many booked places. */
export const hasBooked = (slotId: string, booked: number) => (message: SlotsMessage) =>
  slotsIn(message).some((slot) => slot.id === slotId && slot.booked === booked);

/** The slots that a message has. */
export const slotsIn = (message: SlotsMessage) =>
  message.type === "slots" ? message.slots : message.type === "slot" ? [message.slot] : [];

/** Another process on the same database, as far as streams are concerned. */
export function otherProcess({ url, jobs }: TestContext): Context & { close: () => Promise<void> } {
  const db = openDatabase({ url, maxConnections: 5 });
  return { ...createServices({ db, jobs, ...SECONDS }), close: () => db.destroy() };
}
