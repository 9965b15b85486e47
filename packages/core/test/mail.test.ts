import { type AddressInfo, createServer } from "node:net";
import fc from "fast-check";
import { sql } from "kysely";
import type { ParsedMail } from "mailparser";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  brokenInvariants,
  cancelBooking,
  changeQuantity,
  confirmBooking,
  confirmOrReacquireBooking,
  createBooking,
  createResource,
  createSlot,
  deleteOldMails,
  eraseCustomer,
  forgetMailQueue,
  getBooking,
  handOverBooking,
  joinWaitlist,
  listAudit,
  REMIND,
  requeueMails,
  requireBookingToken,
  rescheduleBooking,
  SEND_MAIL,
  sendMails,
  updateBooking,
  updateSlot,
} from "../src/index.ts";
import { inAscii, isAddress } from "../src/mail/address.ts";
import { writeMail } from "../src/mail/templates.ts";
import { slotTimeText } from "../src/mail/times.ts";
import { onlyEvent, parseCalendar } from "./calendar-harness.ts";
import {
  codeOf,
  createTestContext,
  HOLD_SECONDS,
  passTime,
  type TestContext,
  UNKNOWN_ID,
} from "./harness.ts";
import {
  deliver,
  FROM,
  itipOf,
  MailServer,
  mailContext,
  passJobTime,
  queueAll,
  recipientOf,
  runJobs,
  statesOf,
} from "./mail-harness.ts";

let ctx: TestContext;
let server: MailServer;
let mailing: ReturnType<typeof mailContext>;

beforeAll(async () => {
  ctx = await createTestContext();
  server = await MailServer.start();
  mailing = mailContext(ctx, server);
  await queueAll(mailing);
});

afterAll(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
  await server.stop();
  await ctx.close();
});

beforeEach(() => {
  mailing.troubles.length = 0;
});

const EVENING = ["2031-12-25T18:30:00Z", "2031-12-25T21:00:00Z"] as const;
const NEXT_EVENING = ["2031-12-26T18:30:00Z", "2031-12-26T21:00:00Z"] as const;
let addresses = 0;
/** An address that no other test uses. */
const newAddress = () => `ann${++addresses}@example.org`;

async function makeShow(capacity = 3) {
  const name = 'Hamlet & "Söhne" <1>';
  const resource = await createResource(ctx, { kind: "show", name, timeZone: "Europe/Berlin" });
  const add = (times: readonly [string, string]) => {
    const [startsAt, endsAt] = [new Date(times[0]), new Date(times[1])];
    return createSlot(ctx, { resourceId: resource.id, startsAt, endsAt, capacity });
  };
  return { slotId: (await add(EVENING)).id, nextId: (await add(NEXT_EVENING)).id };
}

const book = (slotId: string, contact: string, language?: "en" | "de") =>
  createBooking(ctx, {
    slotId,
    quantity: 1,
    customer: { name: "Ann <b>O'Hara</b>", contact },
    ...(language && { language }),
  });

async function confirmed(slotId: string, contact: string, language?: "en" | "de") {
  const { id } = await book(slotId, contact, language);
  await confirmBooking(ctx, { id });
  return id;
}

describe("each change", () => {
  test("confirmed, moved and cancelled: one mail each, with the calendar as of that change", async () => {
    const { slotId, nextId } = await makeShow();
    const contact = newAddress();
    const id = await confirmed(slotId, contact);
    await rescheduleBooking(ctx, { id, slotId: nextId });
    await cancelBooking(ctx, { id });
    await deliver(mailing);
    const mails = server.to(contact);
    expect(mails.map(({ subject }) => subject)).toEqual([
      'Booking confirmed: Hamlet & "Söhne" <1>',
      'Booking moved: Hamlet & "Söhne" <1>',
      'Booking cancelled: Hamlet & "Söhne" <1>',
    ]);
    const itips = mails.map((mail) => itipOf(mail));
    expect(itips.map((itip) => itip?.method)).toEqual(["REQUEST", "REQUEST", "CANCEL"]);
    const events = itips.map((itip) => onlyEvent(itip?.text ?? ""));
    expect(events.map(({ status }) => status)).toEqual(["CONFIRMED", "CONFIRMED", "CANCELLED"]);
    expect(events.map(({ startsAt }) => startsAt.slice(0, 10))).toEqual([
      "2031-12-25",
      "2031-12-26",
      "2031-12-26",
    ]);
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(1);
    const sequences = events.map(({ sequence }) => sequence);
    expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
    const [first] = mails;
    expect(first?.from?.value[0]).toEqual({ address: FROM, name: 'Hamlet & "Söhne" <1>' });
    expect(first && recipientOf(first)).toEqual({ address: contact, name: "Ann <b>O'Hara</b>" });
    expect(first?.text).toContain("Thursday, 25 December 2031, 19:30–22:00 (CET, Europe/Berlin)");
    expect(first?.html).toContain("Hamlet &amp; &quot;S");
    expect(first?.html).not.toContain("<b>");
    expect(await statesOf(mailing, id)).toEqual(["confirmed SENT", "moved SENT", "cancelled SENT"]);
    // Nothing is left to do.
    await deliver(mailing);
    expect(server.to(contact)).toHaveLength(3);
  });

  test("a promoted customer gets a link whose token works, and is in no query", async () => {
    const { slotId } = await makeShow(1);
    const contact = newAddress();
    const { id: first } = await book(slotId, newAddress());
    const customer = { name: "Bo", contact };
    await joinWaitlist(ctx, { slotId, quantity: 1, customer, language: "de" });
    await cancelBooking(ctx, { id: first });
    await deliver(mailing);
    const [mail] = server.to(contact);
    expect(mail?.subject).toContain("Ein Platz ist frei");
    const [, id = "", token = ""] =
      /https:\/\/t\.example\.org\/b\/([\w-]{36})#([\w-]{22})\n/.exec(mail?.text ?? "") ?? [];
    expect(mail?.html).toContain(`https://t.example.org/b/${id}#${token}`);
    await requireBookingToken(ctx, { id, token });
    expect(await codeOf(requireBookingToken(ctx, { id, token: "another" }))).toBe("BOOKING_NOT_FOUND");
    expect(await codeOf(requireBookingToken(ctx, { id: first, token }))).toBe("BOOKING_NOT_FOUND");
    expect(await codeOf(requireBookingToken(ctx, { id: UNKNOWN_ID, token }))).toBe("BOOKING_NOT_FOUND");
    const { rows } = await sql<{ text: string }>`SELECT mails::text AS text FROM mails`.execute(ctx.db);
    expect(rows.map(({ text }) => text).join("\n")).not.toMatch(new RegExp(`${token}|${contact}|Bo`));
    expect(onlyEvent(itipOf(mail as never)?.text ?? "").status).toBe("TENTATIVE");
    // Told of by the promotion, so its end is told, too.
    await cancelBooking(ctx, { id });
    await deliver(mailing);
    expect(await statesOf(mailing, id)).toEqual(["promoted SENT", "cancelled SENT"]);
  });

  test("a promotion that is over by then is not mailed", async () => {
    const { slotId } = await makeShow(1);
    const contact = newAddress();
    const { id: first } = await book(slotId, newAddress());
    await joinWaitlist(ctx, { slotId, quantity: 1, customer: { name: "Bo", contact } });
    await cancelBooking(ctx, { id: first });
    await queueAll(mailing);
    await passTime(ctx.db, 10 * HOLD_SECONDS);
    await deliver(mailing);
    expect(server.to(contact)).toEqual([]);
  });

  test("a slot that gets other times moves its confirmed bookings, and no others", async () => {
    const { slotId } = await makeShow();
    const [told, held, late] = [newAddress(), newAddress(), newAddress()];
    await confirmed(slotId, told);
    await book(slotId, held);
    await updateSlot(ctx, { id: slotId, startsAt: new Date("2031-12-25T19:00:00Z") });
    await confirmed(slotId, late);
    await updateSlot(ctx, { id: slotId, capacity: 9 });
    await deliver(mailing);
    expect(server.to(told).map(({ subject }) => subject?.split(":")[0])).toEqual([
      "Booking confirmed",
      "Booking moved",
    ]);
    expect(server.to(held)).toEqual([]);
    expect(server.to(late)).toHaveLength(1);
  });

  test("of the places is told with how many they are now, and brings the reminder along", async () => {
    const { slotId } = await makeShow(9);
    const contact = newAddress();
    const id = await confirmed(slotId, contact);
    await deliver(mailing);
    await changeQuantity(ctx, { id, quantity: 3 });
    await deliver(mailing);
    const [first, changed] = server.to(contact);
    expect(changed?.subject).toBe('Booking changed: Hamlet & "Söhne" <1>');
    expect(changed?.text).toContain("Places: 3");
    const [before, after] = [first, changed].map((mail) => onlyEvent((mail && itipOf(mail)?.text) ?? ""));
    expect(after).toMatchObject({ status: "CONFIRMED", description: "3 places", uid: before?.uid });
    expect(after?.sequence).toBeGreaterThan(before?.sequence ?? 0);
    expect(await statesOf(mailing, id)).toEqual(["confirmed SENT", "changed SENT"]);
  });

  test("of a hold that nobody was told of makes no mail", async () => {
    const { slotId, nextId } = await makeShow();
    const contact = newAddress();
    const { id } = await book(slotId, contact);
    await changeQuantity(ctx, { id, quantity: 2 });
    await rescheduleBooking(ctx, { id, slotId: nextId });
    await cancelBooking(ctx, { id });
    const lost = await book(slotId, contact);
    await passTime(ctx.db, HOLD_SECONDS);
    await confirmOrReacquireBooking(ctx, { id: lost.id, reacquire: true });
    await deliver(mailing);
    expect(await statesOf(mailing, id)).toEqual([]);
    expect(await statesOf(mailing, lost.id)).toEqual(["confirmed SENT"]);
  });

  test("is told in the booking's language, or the server's", async () => {
    const { slotId } = await makeShow(9);
    const [english, german, standard, changed] = [newAddress(), newAddress(), newAddress(), newAddress()];
    await confirmed(slotId, english, "en");
    await confirmed(slotId, german, "de");
    await confirmed(slotId, standard);
    await updateBooking(ctx, { id: await confirmed(slotId, changed, "de"), language: "en" });
    await deliver({ ...mailing, language: "de" });
    const subjectOf = (contact: string) => server.to(contact)[0]?.subject?.split(":")[0];
    expect([english, german, standard, changed].map(subjectOf)).toEqual([
      "Booking confirmed",
      "Buchung bestätigt",
      "Buchung bestätigt",
      "Booking confirmed",
    ]);
    const [mail] = server.to(german);
    expect(mail?.text).toContain("Donnerstag, 25. Dezember 2031, 19:30–22:00 (MEZ, Europe/Berlin)");
    expect(mail?.headers.get("content-language")).toBe("de");
  });
});

describe("templates", () => {
  const kinds = ["confirmed", "cancelled", "moved", "changed", "promoted", "reminder"] as const;
  const values = {
    name: "<i>",
    resource: "R&D",
    time: "T",
    places: "2",
    id: "I",
    expires: "E",
    link: "L{{name}}",
  };

  test.each(kinds.flatMap((kind) => [[kind, "en"] as const, [kind, "de"] as const]))(
    "%s in %s: all is filled in, once, and HTML is escaped",
    (kind, language) => {
      const { subject, text, html } = writeMail(language, kind, values);
      expect(subject).toContain("R&D");
      expect(text).toContain("<i>");
      for (const part of ["T", "2", "I"]) expect(text).toContain(part);
      expect(html).toContain("&lt;i&gt;");
      expect(html).toContain("R&amp;D");
      const unfilled = `${subject}${text}${html}`.replaceAll("L{{name}}", "");
      expect(unfilled).not.toMatch(/[{}]/);
      expect(html).toContain(`<html lang="${language}">`);
      expect(html).toContain(`<title>${subject.replace("&", "&amp;")}</title>`);
      expect([text, html].map((form) => form.includes("L{{name}}"))).toEqual(
        Array(2).fill(kind !== "cancelled"),
      );
      const unlinked = writeMail(language, kind, { ...values, link: undefined });
      for (const form of [unlinked.text, unlinked.html]) expect(form).not.toMatch(/L\{\{name|<a |:\n\n/);
    },
  );

  test("times have their zone, summer and winter, and days that differ", () => {
    const text = (start: string, end: string, zone = "Europe/Berlin") =>
      slotTimeText("en", zone, new Date(start), new Date(end));
    expect(text("2031-07-01T18:00:00Z", "2031-07-01T20:00:00Z")).toBe(
      "Tuesday, 1 July 2031, 20:00–22:00 (CEST, Europe/Berlin)",
    );
    expect(text("2031-10-25T23:30:00Z", "2031-10-26T01:30:00Z")).toContain(
      "01:30–02:30 (CEST/CET, Europe/Berlin)",
    );
    expect(text("2031-07-01T20:00:00Z", "2031-07-01T23:00:00Z")).toContain(
      "22:00 – Wednesday, 2 July 2031, 01:00",
    );
    expect(text("2031-07-01T18:00:00Z", "2031-07-01T20:00:00Z", "UTC")).toBe(
      "Tuesday, 1 July 2031, 18:00–20:00 (UTC)",
    );
  });

  test("a contact that is no address is none", () => {
    const not = [
      "+49 30 1234",
      "ann",
      "@",
      "a@b",
      "a@b@c.de",
      "a b@c.de",
      "<a@b.de>",
      "a@b.de,c@d.de",
      "a@-.de",
      "",
      "a\u0001b@c.de",
      "a@b.de\r\nRCPT TO:<c@d.de>",
    ];
    expect(not.filter((contact) => isAddress(contact))).toEqual([]);
    const addresses = [
      "ann@example.org",
      "a.b+c@sub.example.co.uk",
      "jörg@münchen.de",
      "x@xn--mnchen-3ya.de",
    ];
    expect(addresses.filter((contact) => !isAddress(contact))).toEqual([]);
    expect(isAddress(`${"a".repeat(250)}@example.org`)).toBe(false);
  });

  test("an address is sent to by the name that every server knows its domain by", () => {
    expect(inAscii("ann@münchen.de")).toBe("ann@xn--mnchen-3ya.de");
    expect(inAscii("Ann.B+c@Example.org")).toBe("Ann.B+c@example.org");
  });
});

describe("another contact", () => {
  test("of a confirmed booking is told what the former one was, with a link of its own", async () => {
    const { slotId } = await makeShow();
    const [wrong, right, other] = [newAddress(), newAddress(), newAddress()];
    const id = await confirmed(slotId, wrong);
    await deliver(mailing);
    const open = { ...ctx, isOpenToAll: true };
    await updateBooking(open, { id, customerName: "Anna" });
    await updateBooking(open, { id, customerContact: right });
    await deliver(mailing);
    await handOverBooking(open, { id, customer: { name: "Bea", contact: other } });
    await deliver(mailing);
    const counts = [wrong, right, other].map((contact) => server.to(contact).length);
    expect(counts).toEqual([1, 1, 1]);
    const tokenOf = (contact: string) => /#(\S+)/.exec(server.to(contact)[0]?.text ?? "")?.[1] ?? "";
    const opens = (token: string) => codeOf(requireBookingToken(ctx, { id, token }));
    expect(await Promise.all([wrong, right, other].map((contact) => opens(tokenOf(contact))))).toEqual([
      "BOOKING_NOT_FOUND",
      "BOOKING_NOT_FOUND",
      "ok",
    ]);
    expect(recipientOf(server.to(other)[0] as ParsedMail)).toMatchObject({ address: other, name: "Bea" });
    expect(server.to(other)[0]?.subject).toContain("Booking confirmed");
  });

  test("is reminded, also where the former one was no address", async () => {
    const { slotId } = await makeShow();
    const contact = newAddress();
    const id = await confirmed(slotId, "+49 30 1234");
    await updateBooking({ ...ctx, isOpenToAll: true }, { id, customerContact: contact });
    await deliver(mailing);
    await passJobTime(mailing, REMIND);
    await runJobs(mailing, REMIND);
    await deliver(mailing);
    expect(server.to(contact).map(({ subject }) => subject?.split(":")[0])).toEqual([
      "Booking confirmed",
      "Reminder",
    ]);
  });

  test("of a hold that nobody was told of is not told either", async () => {
    const { slotId } = await makeShow();
    const contact = newAddress();
    const { id } = await book(slotId, newAddress());
    await updateBooking({ ...ctx, isOpenToAll: true }, { id, customerContact: contact });
    await deliver(mailing);
    expect(server.to(contact)).toEqual([]);
    await confirmBooking(ctx, { id });
    await deliver(mailing);
    expect(server.to(contact)).toHaveLength(1);
  });
});

describe("who gets no mail", () => {
  test("contacts that are no address, and none at all", async () => {
    const { slotId } = await makeShow();
    const before = server.taken.length;
    for (const contact of ["+49 30 1234", "@ann", "ann@home"]) await confirmed(slotId, contact);
    await deliver(mailing);
    expect(server.taken).toHaveLength(before);
    expect(mailing.troubles).toEqual([]);
  });

  test("an erased customer", async () => {
    const { slotId } = await makeShow();
    const contact = newAddress();
    const id = await confirmed(slotId, contact);
    await cancelBooking(ctx, { id });
    await queueAll(mailing);
    await eraseCustomer(ctx, { contact });
    await deliver(mailing);
    expect(server.to(contact)).toEqual([]);
    expect(await statesOf(mailing, id)).toEqual(["confirmed SKIPPED", "cancelled SKIPPED"]);
  });
});

describe("trouble in the dialogue", () => {
  const told = () => mailing.troubles.map(({ trouble, problem }) => [trouble, problem]);
  const problemOf = async (id: string) =>
    (await getBooking({ ...ctx, actor: `key:${UNKNOWN_ID}` }, { id })).mailProblem;

  test.each([
    ["451 4.7.1 later", "451 4.7.1"],
    ["452 4.3.1 after data", "452 4.3.1"],
    ["drop before data", "ECONNECTION"],
  ] as const)("%s: it is sent again later, and once", async (behaviour, problem) => {
    const { slotId } = await makeShow();
    const contact = newAddress();
    server.behaviours.set(contact, [behaviour, behaviour]);
    const id = await confirmed(slotId, contact);
    await deliver(mailing);
    expect(await statesOf(mailing, id)).toEqual(["confirmed QUEUED"]);
    expect(told()[0]?.[0]).toBe("retried");
    if (problem !== "ECONNECTION") expect(told()[0]?.[1]).toBe(problem);
    for (let attempt = 1; attempt <= 3; attempt++) {
      await passJobTime(mailing);
      await deliver(mailing);
    }
    expect(await statesOf(mailing, id)).toEqual(["confirmed SENT"]);
    expect(server.to(contact)).toHaveLength(1);
    expect(await problemOf(id)).toBe(null);
  });

  test.each([
    ["550 5.1.1 no such user", "550 5.1.1"],
    ["554 5.7.1 after data", "554 5.7.1"],
  ] as const)("%s: it bounced, staff see it, and it is not sent again", async (behaviour, problem) => {
    const { slotId } = await makeShow();
    const contact = newAddress();
    server.behaviours.set(contact, [behaviour]);
    const id = await confirmed(slotId, contact);
    await deliver(mailing);
    await passJobTime(mailing);
    await deliver(mailing);
    expect(await statesOf(mailing, id)).toEqual(["confirmed BOUNCED"]);
    expect(server.to(contact)).toEqual([]);
    expect(told()).toEqual([["bounced", problem]]);
    expect(await problemOf(id)).toBe(problem);
    expect((await getBooking(ctx, { id })).mailProblem).toBe(null);
    const { items } = await listAudit(ctx, { bookingId: id, limit: 10 });
    expect(items.at(-1)).toMatchObject({ action: "booking.updated", after: { mailProblem: problem } });
    // The next mail arrives, so the trouble is over.
    await cancelBooking(ctx, { id });
    await deliver(mailing);
    expect(await problemOf(id)).toBe(null);
  });

  test.each(["drop in data", "take and drop"] as const)(
    "%s: the outcome is unknown, and it is not sent again",
    async (behaviour) => {
      const { slotId } = await makeShow();
      const contact = newAddress();
      server.behaviours.set(contact, [behaviour]);
      const id = await confirmed(slotId, contact);
      await deliver(mailing);
      await passJobTime(mailing);
      await deliver(mailing);
      expect(await statesOf(mailing, id)).toEqual(["confirmed UNKNOWN"]);
      expect(server.to(contact)).toHaveLength(behaviour === "take and drop" ? 1 : 0);
      expect(told()).toEqual([["unknown", undefined]]);
    },
  );

  test("a server that cannot be reached: nothing is lost, and the order of a booking's mails stays", async () => {
    const { slotId } = await makeShow();
    const contact = newAddress();
    const away = { ...mailing, mail: { ...mailing.mail, smtpUrl: "smtp://127.0.0.1:1" } };
    const id = await confirmed(slotId, contact);
    await deliver(away);
    expect(told()).toEqual([["retried", "ECONNECTION"]].map(([trouble]) => [trouble, expect.any(String)]));
    await cancelBooking(ctx, { id });
    await deliver(mailing);
    // The cancellation waits for the confirmation, whose attempt is put off.
    expect(await statesOf(mailing, id)).toEqual(["confirmed QUEUED", "cancelled QUEUED"]);
    for (let attempt = 1; attempt <= 2; attempt++) {
      await passJobTime(mailing);
      await deliver(mailing);
    }
    expect(server.to(contact).map(({ subject }) => subject?.split(":")[0])).toEqual([
      "Booking confirmed",
      "Booking cancelled",
    ]);
  });

  test("mails that wait for an earlier one have one job each, however often the sweep looks", async () => {
    const { slotId } = await makeShow();
    const contact = newAddress();
    server.behaviours.set(contact, Array(9).fill("451 4.7.1 later"));
    const id = await confirmed(slotId, contact);
    await cancelBooking(ctx, { id });
    await deliver(mailing);
    for (let sweep = 1; sweep <= 3; sweep++) {
      await sql`UPDATE mails SET due_at = due_at - interval '1 hour' WHERE booking_id = ${id}`.execute(
        ctx.db,
      );
      await requeueMails(mailing);
      await passJobTime(mailing);
      // In fetches of their own, as by several processes.
      for (const { id: jobId, data } of await ctx.jobs.fetch(SEND_MAIL, { batchSize: 100 })) {
        await sendMails(mailing, [data]);
        await ctx.jobs.complete(SEND_MAIL, jobId);
      }
    }
    const { rows } = await sql<{ jobs: number }>`
      SELECT count(job.id)::integer AS jobs FROM mails LEFT JOIN pgboss.job ON name = ${SEND_MAIL} AND job.state = 'created'
        AND data ->> 'mailId' = mails.id::text
      WHERE booking_id = ${id} GROUP BY mails.id`.execute(ctx.db);
    expect(rows).toEqual([{ jobs: 1 }, { jobs: 1 }]);
    server.behaviours.delete(contact);
    await passJobTime(mailing);
    await deliver(mailing);
    await passJobTime(mailing);
    await deliver(mailing);
    expect(await statesOf(mailing, id)).toEqual(["confirmed SENT", "cancelled SENT"]);
  });

  test("a sender that is refused costs no mail: once it is right, all are sent", async () => {
    const wrong = await MailServer.start({
      onMailFrom: (_address, _session, done) =>
        done(Object.assign(new Error("wrong sender"), { responseCode: 553 })),
    });
    const { slotId } = await makeShow();
    const contact = newAddress();
    const id = await confirmed(slotId, contact);
    await deliver({ ...mailing, mail: { ...mailing.mail, smtpUrl: wrong.url } });
    await wrong.stop();
    expect([told(), await problemOf(id)]).toEqual([[["retried", "553"]], null]);
    await passJobTime(mailing);
    await deliver(mailing);
    expect(server.to(contact)).toHaveLength(1);
  });

  test("with requireTLS nothing is sent to a server without STARTTLS", async () => {
    const { slotId } = await makeShow();
    const contact = newAddress();
    const id = await confirmed(slotId, contact);
    const smtpUrl = `${server.url}?requireTLS=true`;
    await deliver({ ...mailing, mail: { ...mailing.mail, smtpUrl } });
    expect(await statesOf(mailing, id)).toEqual(["confirmed QUEUED"]);
    expect([told()[0]?.[0], server.to(contact)]).toEqual(["retried", []]);
    await passJobTime(mailing);
    await deliver(mailing);
    expect(server.to(contact)).toHaveLength(1);
  });

  test("the clock of the process does not decide whether a slot is over", async () => {
    const { slotId } = await makeShow();
    const contact = newAddress();
    await confirmed(slotId, contact);
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2041-01-01T00:00:00Z") });
    try {
      await deliver(mailing);
    } finally {
      vi.useRealTimers();
    }
    expect(server.to(contact)).toHaveLength(1);
  });

  test("a server that refuses for two days is given up, and staff see it", async () => {
    const { slotId } = await makeShow();
    const contact = newAddress();
    server.behaviours.set(contact, ["451 4.7.1 later", "451 4.7.1 later"]);
    const id = await confirmed(slotId, contact);
    await deliver(mailing);
    await sql`UPDATE mails SET created_at = created_at - interval '49 hours' WHERE booking_id = ${id}`.execute(
      ctx.db,
    );
    await passJobTime(mailing);
    await deliver(mailing);
    expect(await statesOf(mailing, id)).toEqual(["confirmed GIVEN_UP"]);
    expect(await problemOf(id)).toBe("451 4.7.1");
    server.behaviours.delete(contact);
  });
});

describe("a process that dies", () => {
  async function inDialogue() {
    const { slotId } = await makeShow();
    const contact = newAddress();
    const id = await confirmed(slotId, contact);
    await queueAll(mailing);
    const row = await ctx.db
      .selectFrom("mails")
      .select("id")
      .where("booking_id", "=", id)
      .executeTakeFirstOrThrow();
    return { id, contact, mailId: row.id };
  }
  const age = (mailId: string) =>
    sql`UPDATE mails SET updated_at = updated_at - interval '1 hour', due_at = due_at - interval '1 hour'
      WHERE id = ${mailId}`.execute(ctx.db);

  test("in the dialogue leaves a mail that is not sent again", async () => {
    const { id, contact, mailId } = await inDialogue();
    await sql`UPDATE mails SET state = 'SENDING', updated_at = clock_timestamp() WHERE id = ${mailId}`.execute(
      ctx.db,
    );
    await deliver(mailing); // another process may still be at it
    expect(await statesOf(mailing, id)).toEqual(["confirmed SENDING"]);
    await age(mailId);
    await ctx.jobs.deleteQueuedJobs(SEND_MAIL); // the job may be lost, too
    await requeueMails(mailing);
    await deliver(mailing);
    expect(await statesOf(mailing, id)).toEqual(["confirmed UNKNOWN"]);
    expect(server.to(contact)).toEqual([]);
    await cancelBooking(ctx, { id });
    await deliver(mailing);
    expect(await statesOf(mailing, id)).toEqual(["confirmed UNKNOWN", "cancelled SENT"]);
  });

  test("in the dialogue is not helped by one that could not connect", async () => {
    const { id, mailId } = await inDialogue();
    // The other process begins and dies while this one is still connecting.
    const silent = createServer(async (socket) => {
      await sql`UPDATE mails SET state = 'UNKNOWN' WHERE id = ${mailId}`.execute(ctx.db);
      socket.destroy();
    });
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as AddressInfo;
    const smtpUrl = `smtp://127.0.0.1:${port}`;
    await sendMails({ ...mailing, mail: { ...mailing.mail, smtpUrl } }, [{ mailId }]);
    silent.close();
    expect(await statesOf(mailing, id)).toEqual(["confirmed UNKNOWN"]);
  });

  test("before the dialogue leaves a mail that another one sends", async () => {
    const { contact, mailId } = await inDialogue();
    // Fetched by the process that dies: the job comes back late.
    const fetched = await ctx.jobs.fetch(SEND_MAIL, { batchSize: 100 });
    expect(fetched.length).toBeGreaterThan(0);
    await requeueMails(mailing);
    await deliver(mailing);
    expect(server.to(contact)).toEqual([]);
    await age(mailId);
    await requeueMails(mailing);
    await deliver(mailing);
    expect(server.to(contact)).toHaveLength(1);
  });

  test("a job that runs in two processes at once sends one mail", async () => {
    const mails: Awaited<ReturnType<typeof inDialogue>>[] = [];
    for (let count = 0; count < 5; count++) mails.push(await inDialogue());
    const payloads = mails.map(({ mailId }) => ({ mailId }));
    await Promise.all([sendMails(mailing, payloads), sendMails(mailing, payloads.toReversed())]);
    await passJobTime(mailing);
    await deliver(mailing);
    for (const { contact } of mails) expect(server.to(contact)).toHaveLength(1);
  });
});

describe("reminders", () => {
  /** Times from the present on, in hours. */
  const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000);

  async function soon(hours: number) {
    const resource = await createResource(ctx, { kind: "show", name: "Soon" });
    const add = (from: number) =>
      createSlot(ctx, {
        resourceId: resource.id,
        startsAt: inHours(from),
        endsAt: inHours(from + 1),
        capacity: 9,
      });
    return { slotId: (await add(hours)).id, laterId: (await add(hours + 24)).id };
  }

  /** Lets the time of every reminder come. */
  async function remind() {
    await passJobTime(mailing, REMIND);
    await deliver(mailing);
  }

  const remindersTo = (contact: string) =>
    server.to(contact).filter(({ subject }) => subject?.startsWith("Reminder"));

  test("a confirmed booking is reminded once, at its time", async () => {
    const { slotId } = await soon(48);
    const contact = newAddress();
    await confirmed(slotId, contact);
    await deliver(mailing);
    const { rows } = await sql<{ hours: number }>`
      SELECT round(extract(epoch FROM start_after - now()) / 3600)::integer AS hours FROM pgboss.job
      WHERE name = ${REMIND} AND state = 'created'`.execute(ctx.db);
    expect(rows.map(({ hours }) => hours)).toContain(24);
    expect(remindersTo(contact)).toEqual([]);
    await remind();
    await remind();
    expect(remindersTo(contact)).toHaveLength(1);
  });

  test("a moved booking is reminded once, of its new time; a cancelled one never", async () => {
    const { slotId, laterId } = await soon(48);
    const [moved, cancelled, shifted, fewer] = [newAddress(), newAddress(), newAddress(), newAddress()];
    const ids = await Promise.all(
      [moved, cancelled, shifted, fewer].map((contact) => confirmed(slotId, contact)),
    );
    await deliver(mailing);
    await rescheduleBooking(ctx, { id: ids[0] as string, slotId: laterId });
    await cancelBooking(ctx, { id: ids[1] as string });
    await updateSlot(ctx, { id: slotId, endsAt: inHours(50) });
    await changeQuantity(ctx, { id: ids[3] as string, quantity: 2 });
    await deliver(mailing);
    await remind();
    expect(remindersTo(moved)).toHaveLength(1);
    expect(remindersTo(fewer)).toHaveLength(1);
    expect(remindersTo(cancelled)).toEqual([]);
    expect(remindersTo(shifted)).toHaveLength(1);
  });

  test("a booking that is cancelled between its reminder's time and the dialogue gets none", async () => {
    const { slotId } = await soon(48);
    const contact = newAddress();
    const id = await confirmed(slotId, contact);
    await deliver(mailing);
    await passJobTime(mailing, REMIND);
    await runJobs(mailing, REMIND);
    await cancelBooking(ctx, { id });
    await deliver(mailing);
    expect(remindersTo(contact)).toEqual([]);
  });

  test("who books later than that is not reminded, and nobody where there are none", async () => {
    const { slotId } = await soon(5);
    const later = await soon(48);
    const [late, off] = [newAddress(), newAddress()];
    await confirmed(slotId, late);
    await deliver(mailing);
    await confirmed(later.slotId, off);
    await deliver({ ...mailing, mail: { ...mailing.mail, reminderHours: 0 } });
    await remind();
    expect([...remindersTo(late), ...remindersTo(off)]).toEqual([]);
  });
});

test("exactly one mail per change, over random histories and trouble that may be repeated", async () => {
  const step = fc.constantFrom(
    "confirm",
    "cancel",
    "move",
    "back",
    "shift",
    "resize",
    "deliver",
    "fail",
    "again",
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
      const { slotId, nextId } = await makeShow(9);
      const contact = newAddress();
      const { id } = await book(slotId, contact);
      const expected: string[] = [];
      let [place, isConfirmed, isOver, minutes, places] = [slotId, false, false, 0, 1];
      for (const name of steps) {
        if (name === "deliver") await deliver(mailing);
        else if (name === "fail") {
          server.behaviours.set(contact, ["451 4.7.1 later", "452 4.3.1 after data"]);
          await deliver(mailing);
        } else if (name === "again") {
          await passJobTime(mailing);
          await deliver(mailing);
        } else if (name === "confirm") {
          await codeOf(confirmBooking(ctx, { id }));
          if (!isConfirmed && !isOver) expected.push("confirmed");
          isConfirmed ||= !isOver;
        } else if (name === "cancel") {
          await cancelBooking(ctx, { id });
          if (isConfirmed && !isOver) expected.push("cancelled");
          isOver = true;
        } else if (name === "resize") {
          places = places === 1 ? 2 : 1;
          await codeOf(changeQuantity(ctx, { id, quantity: places }));
          if (isConfirmed && !isOver) expected.push("changed");
        } else if (name === "shift") {
          // Told at once: a booking that leaves the slot before is told of its new place alone.
          await deliver(mailing);
          const endsAt = new Date(Date.UTC(2031, 11, place === slotId ? 25 : 26, 22, ++minutes));
          await updateSlot(ctx, { id: place, endsAt });
          if (isConfirmed && !isOver) expected.push("moved");
          await deliver(mailing);
        } else {
          const to = name === "move" ? nextId : slotId;
          await codeOf(rescheduleBooking(ctx, { id, slotId: to }));
          if (isConfirmed && !isOver && to !== place) expected.push("moved");
          if (!isOver) place = to;
        }
      }
      server.behaviours.delete(contact);
      for (let round = 0; round <= expected.length + 1; round++) {
        await passJobTime(mailing);
        await deliver(mailing);
      }
      const kinds = server
        .to(contact)
        .map(({ subject }) => /confirmed|cancelled|moved|changed/.exec(subject ?? "")?.[0]);
      expect(kinds).toEqual(expected);
      const ids = server.to(contact).map(({ messageId }) => messageId);
      expect(new Set(ids).size).toBe(ids.length);
      const sequences = server.to(contact).map((mail) => onlyEvent(itipOf(mail)?.text ?? "").sequence);
      expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
    }),
    { numRuns: 15 },
  );
});

test("a Message-ID is the same at every attempt", async () => {
  const { slotId } = await makeShow();
  const contact = newAddress();
  server.behaviours.set(contact, ["452 4.3.1 after data"]);
  const id = await confirmed(slotId, contact);
  await deliver(mailing);
  await passJobTime(mailing);
  await deliver(mailing);
  const { rows } = await sql<{ id: string }>`SELECT id FROM mails WHERE booking_id = ${id}`.execute(ctx.db);
  expect(server.to(contact)[0]?.messageId).toBe(`<${rows[0]?.id}@example.org>`);
});

test("whoever turns mails on again does not send those of the time in between", async () => {
  const { slotId } = await makeShow();
  const contact = newAddress();
  await forgetMailQueue(ctx);
  await confirmed(slotId, contact);
  await deliver(mailing);
  expect(server.to(contact)).toEqual([]);
  const { id } = await book(slotId, contact);
  await confirmBooking(ctx, { id });
  await deliver(mailing);
  expect(server.to(contact)).toHaveLength(1);
});

test("old mails are deleted once their slot is long over", async () => {
  const { slotId } = await makeShow();
  const id = await confirmed(slotId, newAddress());
  await deliver(mailing);
  await sql`UPDATE mails SET created_at = created_at - interval '60 days' WHERE booking_id = ${id}`.execute(
    ctx.db,
  );
  await deleteOldMails(ctx);
  expect(await statesOf(mailing, id)).toHaveLength(1);
  const past = (days: number) => new Date(Date.now() - days * 86_400_000);
  await updateSlot(ctx, { id: slotId, startsAt: past(41), endsAt: past(40) });
  await deleteOldMails(ctx);
  expect((await statesOf(mailing, id)).filter((state) => state.startsWith("confirmed"))).toEqual([]);
});

test("a user and a password are shown to a server that asks for them", async () => {
  const seen: string[] = [];
  const closed = await MailServer.start({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) => {
      seen.push(`${username} ${password}`);
      if (password === "right & good") done(null, { user: username });
      else done(Object.assign(new Error("no"), { responseCode: 535 }));
    },
  });
  const { slotId } = await makeShow();
  const contact = newAddress();
  const id = await confirmed(slotId, contact);
  const withPassword = (password: string) => ({
    ...mailing,
    mail: { ...mailing.mail, smtpUrl: `smtp://me:${encodeURIComponent(password)}@127.0.0.1:${closed.port}` },
  });
  // A wrong password is the operator's fault, and no bounce.
  await deliver(withPassword("wrong"));
  expect(await statesOf(mailing, id)).toEqual(["confirmed QUEUED"]);
  await passJobTime(mailing);
  await deliver(withPassword("right & good"));
  expect(closed.to(contact)).toHaveLength(1);
  expect(new Set(seen)).toEqual(new Set(["me wrong", "me right & good"]));
  await closed.stop();
});

test("calendars of mails name organizer and attendee", async () => {
  const { slotId } = await makeShow();
  const contact = newAddress();
  await confirmed(slotId, contact);
  await deliver(mailing);
  const text = itipOf(server.to(contact)[0] as never)?.text ?? "";
  const [event] = parseCalendar(text).root.getAllSubcomponents("vevent");
  expect(event?.getFirstPropertyValue("organizer")).toBe(`mailto:${FROM}`);
  expect(String(event?.getFirstPropertyValue("attendee")).toLowerCase()).toBe(`mailto:${contact}`);
});
