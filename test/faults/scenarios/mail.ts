import { MailServer } from "../../../packages/core/test/mail-harness.ts";
import { Caller } from "../callers.ts";
import type { Scenario } from "../scenario.ts";
import { until } from "../wait.ts";
import type { Run } from "../world.ts";

/* Mails while the process that sends them is killed. */

const CUSTOMERS = 12;
/** Longer than the worker's look for mails that were left behind takes to come. */
const SENT_MAX_MILLISECONDS = 90_000;

/** Customers who book and confirm; returns their bookings by address. */
async function confirmAll(run: Run, slotId: string): Promise<Map<string, string>> {
  const bookings = new Map<string, string>();
  const series = run.random.between(0, 1e9);
  await Promise.all(
    Array.from({ length: CUSTOMERS }, async (_, index) => {
      const caller = new Caller(run.history, run.random.pick(run.world.apis));
      const address = `customer-${series}-${index}@example.org`;
      const hold = await caller.book(slotId, `mail-${series}-${index}`, 1, address);
      if (hold.type !== "ok" || !hold.bookingId) return;
      await caller.confirm(slotId, hold.bookingId);
      bookings.set(address, hold.bookingId);
    }),
  );
  return bookings;
}

/** A mail as its row tells of it. */
interface Row {
  bookingId: string;
  kind: string;
  state: string;
}

/** The rows of the mails of these bookings. */
const readRows = (run: Run, bookingIds: readonly string[]) =>
  run.world.sql((session) =>
    session.query<Row>(
      'SELECT booking_id AS "bookingId", kind, state FROM mails WHERE booking_id = ANY($1) ORDER BY entry',
      [bookingIds],
    ),
  );

/** Sentences about what is not as it must be: one mail for each change, and none or one where nobody knows. */
function judgeMails(
  server: MailServer,
  bookings: ReadonlyMap<string, string>,
  rows: readonly Row[],
): string[] {
  const broken: string[] = [];
  for (const [address, bookingId] of bookings) {
    for (const kind of ["confirmed", "cancelled"]) {
      const came = server.to(address).filter(({ subject }) => subject?.includes(kind)).length;
      const states = rows
        .filter((row) => row.bookingId === bookingId && row.kind === kind)
        .map(({ state }) => state);
      if (states.length !== 1) broken.push(`mail: ${address} has ${states.length} rows of ${kind}`);
      const [state] = states;
      const isRight = state === "SENT" ? came === 1 : state === "UNKNOWN" && came <= 1;
      if (!isRight) broken.push(`mail: ${address} got ${came} mails of ${kind}, and the row says ${state}`);
    }
  }
  return broken;
}

export const workerKilledInMail: Scenario = {
  name: "kill -9 of the worker in the dialogue about a mail",
  run: async (run) => {
    const { worker } = run.world;
    const server = await MailServer.start();
    const { environment = {} } = worker.options;
    worker.options = {
      ...worker.options,
      environment: { ...environment, SMTP_URL: server.url, MAIL_FROM: "tickets@example.org" },
    };
    try {
      await worker.stop();
      await worker.start();
      const [slotId = ""] = await run.makeSlots({ slots: 1, capacity: 2 * CUSTOMERS });
      await until("the worker has begun to read events", () =>
        run.world.sql(async (session) => {
          const rows = await session.query("SELECT FROM event_consumers WHERE name = 'mail'", []);
          return rows.length > 0;
        }),
      );
      let left = run.random.between(1, CUSTOMERS / 2);
      // The server has taken the mail, and has not said so.
      server.onTaken = async () => {
        if (--left === 0) await worker.kill();
      };
      const bookings = await confirmAll(run, slotId);
      await until("the worker is dead", () => !worker.isRunning, SENT_MAX_MILLISECONDS);
      server.onTaken = async () => {};
      // Time passes for what it has left.
      await run.world.sql((session) =>
        session.query(
          "UPDATE mails SET updated_at = updated_at - interval '1 hour', due_at = due_at - interval '1 hour'",
          [],
        ),
      );
      await run.recover();
      const caller = new Caller(run.history, run.random.pick(run.world.apis));
      for (const id of bookings.values()) await caller.cancel(slotId, id);
      await until(
        "every mail is done",
        async () => {
          const rows = await readRows(run, [...bookings.values()]);
          const isDone = ({ state }: Row) => state !== "QUEUED" && state !== "SENDING";
          return rows.length === 2 * bookings.size && rows.every(isDone);
        },
        SENT_MAX_MILLISECONDS,
      );
      const rows = await readRows(run, [...bookings.values()]);
      run.broken.push(...judgeMails(server, bookings, rows));
      run.note("mailsTaken", server.taken.length);
      run.note("mailsUnknown", rows.filter(({ state }) => state === "UNKNOWN").length);
    } finally {
      worker.options = { ...worker.options, environment };
      await server.stop();
    }
  },
};
