import { describe, expect, test } from "vitest";
import {
  contactKey,
  createBookingInput,
  createKeyInput,
  createResourceInput,
  eraseCustomerInput,
  joinWaitlistInput,
  listBookingsInput,
  restBookInput,
  restBookManyInput,
  restDoctorInput,
  restJoinWaitlistInput,
  restShowInput,
  restUpdateDoctorInput,
  restUpdateShowInput,
  updateResourceInput,
} from "../src/index.ts";

const ID = "018f4e2a-7c1b-7d3e-9a55-3f6b1c2d4e5f";
const FAMILY = "👨‍👩‍👧‍👦";
const ENGLAND = "🏴󠁧󠁢󠁥󠁮󠁧󠁿";

const named = (name: unknown) => ({ slotId: ID, customer: { name } });
const reached = (contact: unknown) => ({ slotId: ID, customer: { name: "Ann", contact } });

/** Every field that stores text, in both adapters: what parses it. */
const NAMES: [field: string, parse: (text: string) => unknown][] = [
  ["a customer's name", (text) => createBookingInput.parse(named(text)).customer.name],
  ["a waiting customer's name", (text) => joinWaitlistInput.parse(named(text)).customer.name],
  ["customer_name", (text) => restBookInput.parse({ customer_name: text }).customer.name],
  ["patient_name", (text) => restJoinWaitlistInput.parse({ patient_name: text }).customer.name],
  [
    "customer_name of several",
    (text) => restBookManyInput.parse({ lines: [{ slot_id: ID }], customer_name: text }).customer.name,
  ],
  ["a resource's name", (text) => createResourceInput.parse({ kind: "show", name: text }).name],
  ["a changed name", (text) => updateResourceInput.parse({ id: ID, name: text }).name],
  ["a doctor's name", (text) => restDoctorInput.parse({ name: text }).name],
  ["a doctor's changed name", (text) => restUpdateDoctorInput.parse({ name: text }).name],
  ["a key's name", (text) => createKeyInput.parse({ name: text, role: "desk" }).name],
];
const OPTIONAL: [field: string, parse: (text: string) => unknown][] = [
  ["a contact", (text) => createBookingInput.parse(reached(text)).customer.contact],
  ["a waiting contact", (text) => joinWaitlistInput.parse(reached(text)).customer.contact],
  [
    "customer_contact",
    (text) => restBookInput.parse({ customer_name: "Ann", customer_contact: text }).customer.contact,
  ],
  [
    "specialization",
    (text) => createResourceInput.parse({ kind: "show", name: "n", specialization: text }).specialization,
  ],
  ["genre", (text) => restShowInput.parse({ name: "n", genre: text }).specialization],
  ["a changed genre", (text) => restUpdateShowInput.parse({ genre: text }).specialization],
];

describe.each([...NAMES, ...OPTIONAL])("%s", (_field, parse) => {
  test.each([
    ["decomposed letters", "Ju\u0308rgen", "J\u00fcrgen"],
    ["a character that is another's double", "\u212b", "\u00c5"],
    ["blanks", " \t\u00a0\u2003\u3000Ann\r\n\u2028 ", "Ann"],
    ["what nobody sees", "\ufeff\u200b\u00ad\u200fAnn\u200d\u2060\u3164\u034f\u202c", "Ann"],
    [
      "invisible characters inside",
      "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
      "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    ],
    ["a heart and its colour", "Ann ❤️\u200b", "Ann ❤️"],
    ["a flag of tags", ` ${ENGLAND} `, ENGLAND],
    ["the replacement character", "J\ufffdrgen", "J\ufffdrgen"],
    ["an Arabic number sign", "\u0600\u0661", "\u0600\u0661"],
  ])("%s", (_what, sent, stored) => {
    expect(parse(sent)).toBe(stored);
  });

  test.each([
    ["200 letters", "x".repeat(200)],
    ["200 families", FAMILY.repeat(200)],
    ["200 letters with two marks", "q\u0301\u0323".repeat(200)],
    ["200 Tibetan syllables", "\u0f67\u0f90\u0fb5".repeat(200)],
  ])("%s are not too many", (_what, text) => {
    expect(parse(text)).toBe(text.normalize("NFC"));
  });

  test.each([
    ["321 letters", "x".repeat(321)],
    ["321 families", FAMILY.repeat(321)],
    ["321 letters with two marks", "q\u0301\u0323".repeat(321)],
    ["a letter with thousands of marks", `Z${"\u0301".repeat(3_000)}`],
    ["letters with thousands of marks", `Z${"\u0301\u0323".repeat(10)}`.repeat(150)],
    ["a letter with 9 marks", `q${"\u0301".repeat(9)}`],
    ["families in a row without end", `${FAMILY}\u200d`.repeat(2_000)],
  ])("%s are too many", (_what, text) => {
    expect(() => parse(text)).toThrow(/must (have at most|not have more than)/);
  });

  test.each([
    ["ESC", "a\u001b[31mb"],
    ["BEL", "Ann\u0007"],
    ["NUL", "a\0b"],
    ["DEL", "a\u007fb"],
    ["C1", "a\u0085b"],
    ["a tab", "a\tb"],
    ["CR LF", "a\r\nb"],
    ["a line separator", "a\u2028b"],
    ["a paragraph separator", "a\u2029b"],
    ["an override", "a\u202eb"],
    ["an embedding", "a\u202ab\u202c"],
    ["an isolate", "a\u2066b\u2069c"],
    ["half of a pair", "a\ud800b"],
  ])("%s is refused", (_what, text) => {
    expect(() => parse(text)).toThrow("must not contain");
  });
});

const NOTHING = ["", " ", "\u200b", "\u3164\u2800\ufe0f\u00a0", "\u202d\u202c", "\r\n"];

test.each(NAMES)("%s has a visible character", (_field, parse) => {
  for (const text of NOTHING) expect(() => parse(text), JSON.stringify(text)).toThrow("must not be empty");
});

test.each(OPTIONAL)("%s without a visible character is none", (_field, parse) => {
  for (const text of NOTHING) expect(parse(text) ?? null, JSON.stringify(text)).toBeNull();
});

test("what is looked for may have what only old texts have", () => {
  for (const parse of [listBookingsInput.parse, eraseCustomerInput.parse] as const) {
    expect(parse({ contact: " a\tb\u202ec " }).contact).toBe("a\tb\u202ec");
    for (const contact of ["a\0b", "a\ud800b", "\u200b", "x".repeat(321)]) {
      expect(() => parse({ contact })).toThrow();
    }
  }
});

describe("contactKey", () => {
  test.each([
    ["ann@example.org", "ANN@Example.org"],
    ["j\u00fcrgen@example.org", "JU\u0308RGEN@example.org"],
    ["stra\u00dfe", "STRASSE", "STRA\u1e9eE"],
    ["\u03bf\u03b4\u03bf\u03c2@x", "\u039f\u0394\u039f\u03a3@x", "\u03bf\u03b4\u03bf\u03c3@x"],
    ["fi", "\ufb01"],
    ["ann@example.org", "\u200bann\u200c@example.org\u00ad\u2003"],
    ["\u1fb3", "\u03b1\u03b9", "\u0391\u0345"],
    ["\u1e69", "s\u0323\u0307", "s\u0307\u0323"],
  ])("the same: %j", (...contacts) => {
    expect(new Set(contacts.map(contactKey)).size).toBe(1);
  });

  test.each([
    ["ann@example.org", "anne@example.org"],
    ["ismail", "\u0131smail"],
    ["jurgen", "j\u00fcrgen"],
    ["\uff41", "a"],
    ["+49 170 1", "+491701"],
  ])("not the same: %j and %j", (one, other) => {
    expect(contactKey(one)).not.toBe(contactKey(other));
  });

  test("of a key is itself", () => {
    for (const contact of ["J\u00dcRGEN", "STRA\u1e9eE", "\u0390", "\u0130", "\u1e9e\u0345"]) {
      const key = contactKey(contact);
      expect(contactKey(key)).toBe(key);
    }
  });
});

test("a text that would take long is refused at once", () => {
  const start = performance.now();
  for (const text of [
    `Z${"\u0301\u0323".repeat(30_000)}`,
    `a${"\u200b".repeat(60_000)}b`,
    `${" ".repeat(30_000)}a${" \u200b".repeat(15_000)}b`,
    FAMILY.repeat(5_000),
  ]) {
    expect(() => createKeyInput.parse({ name: text, role: "desk" })).toThrow("at most");
  }
  expect(performance.now() - start).toBeLessThan(1_000);
});
