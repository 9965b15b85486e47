import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bookingReference } from "../../packages/client/src/generated/booking-reference.ts";
import { startWorld, type World } from "../pages/harness.ts";
import { faultsIn, openPage, sidewaysPixels } from "./support.ts";

/* The console in a browser, with a server that asks for keys. */

const TIMEOUT_MILLISECONDS = 120_000;
const DAY = "2031-05-12";
const ZONE = "Europe/Berlin";

let world: World;
let deskKey: string;

const call = async (method: string, path: string, body?: unknown) =>
  (await world.staff(method, path, body)).body;

beforeAll(async () => {
  world = await startWorld();
  deskKey = (await call("POST", "/api/admin/keys", { name: "Front desk", role: "desk" })).key;
  const { slotIds } = await makeDoctor("Dr. First", [1, 2]);
  await book(slotIds[0] as string, "Ada Reyes");
}, TIMEOUT_MILLISECONDS);

afterAll(async () => {
  await world?.close();
});

/** A doctor with one slot of the day for each capacity, from nine o'clock on, an hour each. */
async function makeDoctor(name: string, capacities: number[]) {
  const doctor = await call("POST", "/api/admin/doctors", { name, time_zone: ZONE });
  const slots = await Promise.all(
    capacities.map((capacity, index) => {
      const at = (hour: number) => `${DAY}T${String(9 + index + hour).padStart(2, "0")}:00:00+02:00`;
      const times = { start_time: at(0), end_time: at(1), capacity };
      return call("POST", `/api/admin/doctors/${doctor.id}/slots`, times);
    }),
  );
  return { id: doctor.id as string, slotIds: slots.map(({ id }) => id as string) };
}

async function book(slotId: string, name: string): Promise<string> {
  const { id } = await call("POST", `/api/slots/${slotId}/book`, { customer_name: name });
  await call("POST", `/api/bookings/${id}/confirm`);
  return id;
}

const open = (path: string, options: Parameters<typeof openPage>[3] = { key: world.key }) =>
  openPage(world.browser, world.url, path, options);

test(
  "a key opens the console, is in no page afterwards, and signing out closes it",
  async () => {
    const { page, troubles } = await open("/today", {});
    await page.getByLabel("Your key").fill("no key at all");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("This key is not valid").waitFor();
    await page.getByLabel("Your key").fill(world.key);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "Today" }).waitFor();
    const kept = "JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])";
    expect(await page.evaluate(kept)).not.toContain(world.key);
    expect(await page.content()).not.toContain(world.key);
    await page.reload();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByLabel("Your key").waitFor();
    expect(troubles).toEqual([]);
    await page.context().close();
  },
  TIMEOUT_MILLISECONDS,
);

test(
  "a booking that somebody else makes fills its slot in the grid by itself",
  async () => {
    const { slotIds } = await makeDoctor("Dr. Live", [2]);
    const { page, troubles } = await open(`/today?day=${DAY}`);
    const block = page.locator(`[data-slot="${slotIds[0]}"]`);
    await block.getByText("0/2").waitFor();
    await book(slotIds[0] as string, "Noor Haddad");
    await block.getByText("1/2").waitFor();
    expect(troubles).toEqual([]);
    await page.context().close();
  },
  TIMEOUT_MILLISECONDS,
);

test(
  "a walk-in is booked and confirmed, checked in, and cannot be booked where no place is left",
  async () => {
    const { slotIds } = await makeDoctor("Dr. Walk", [1]);
    const { page, troubles } = await open(`/today?day=${DAY}&slot=${slotIds[0]}`, { key: deskKey });
    await page.getByRole("button", { name: "Walk-in" }).click();
    await page.getByLabel("Name").fill("Emil Lind");
    await page.getByRole("button", { name: "Book", exact: true }).click();
    await page.getByRole("button", { name: "Check in: Emil Lind" }).click();
    await page.getByRole("heading", { name: /^Here/ }).waitFor();
    // The page shows a check-in before the server has said so.
    const read = async () => (await call("GET", `/api/admin/bookings?slot_id=${slotIds[0]}`))[0];
    await expect.poll(async () => (await read()).checked_in_at).not.toBeNull();
    expect(await read()).toMatchObject({ status: "CONFIRMED", customer_name: "Emil Lind" });
    await page.getByRole("button", { name: "Add to the waitlist" }).waitFor();
    expect(troubles).toEqual([]);
    await page.context().close();
  },
  TIMEOUT_MILLISECONDS,
);

test(
  "who is slower than somebody else is told kindly, and offered the waitlist",
  async () => {
    const { slotIds } = await makeDoctor("Dr. Race", [1]);
    const { page } = await open(`/today?day=${DAY}&slot=${slotIds[0]}`, { key: deskKey });
    await page.getByRole("button", { name: "Walk-in" }).click();
    await page.getByLabel("Name").fill("Ines Costa");
    await book(slotIds[0] as string, "Noor Haddad");
    await page.getByRole("button", { name: "Book", exact: true }).click();
    await page.getByText("Somebody else was faster").waitFor();
    await page.getByRole("button", { name: "Waitlist instead" }).click();
    await page.getByRole("button", { name: "Add to the waitlist" }).last().click();
    await page.getByText("Ines Costa is on the waitlist.").waitFor();
    await page.context().close();
  },
  TIMEOUT_MILLISECONDS,
);

test(
  "at the door a reference or a name checks in, once",
  async () => {
    const { slotIds } = await makeDoctor("Dr. Door", [1]);
    const id = await book(slotIds[0] as string, "Yuki Tanaka");
    const { page, troubles } = await open("/today", { key: deskKey });
    await page.getByRole("button", { name: "Check in", exact: true }).click();
    const door = page.getByRole("dialog");
    const show = async (reference: string) => {
      await door.getByLabel("Reference or name").fill(reference);
      await page.keyboard.press("Enter");
    };
    await show("nobody of this name");
    await door.getByText("No confirmed booking fits.").waitFor();
    await show(bookingReference(id));
    await door.getByText("Checked in: 1 person.").waitFor();
    await show("tanaka");
    await door.getByText("Was checked in already").waitFor();
    expect(troubles).toEqual([]);
    await page.context().close();
  },
  TIMEOUT_MILLISECONDS,
);

test(
  "what was booked together is shown together, confirmed at once, and cancelled at once",
  async () => {
    const { slotIds } = await makeDoctor("Dr. Together", [2, 2]);
    const lines = slotIds.map((slotId) => ({ slot_id: slotId }));
    const { order_id: id, bookings } = await call("POST", "/api/bookings", {
      customer_name: "Mia Ost",
      lines,
    });
    const { page, troubles } = await open(`/bookings?booking=${bookings[0].id}`, { key: deskKey });
    const together = page.locator("section", {
      has: page.getByRole("heading", { name: "Booked together", exact: true }),
    });
    await together.getByRole("button", { name: "Confirm all" }).waitFor();
    expect(await faultsIn(page)).toEqual([]);
    await together.getByRole("button", { name: "Confirm all" }).click();
    await together.getByText("Confirmed").waitFor();
    expect(await call("GET", `/api/orders/${id}`)).toMatchObject({ status: "CONFIRMED" });
    await together.getByRole("link", { name: /Dr\. Together/ }).click();
    await page.waitForURL(`**booking=${bookings[1].id}**`);
    await together.getByRole("button", { name: "Cancel all" }).click();
    const dialog = page.getByRole("dialog", { name: "Cancel all that was booked together?" });
    await dialog.getByText("2 bookings are cancelled").waitFor();
    await dialog.getByRole("button", { name: "Cancel all" }).click();
    await together.getByText("Cancelled").waitFor();
    expect(await call("GET", `/api/orders/${id}`)).toMatchObject({ status: "CANCELLED" });
    expect(troubles).toEqual([]);
    await page.context().close();
  },
  TIMEOUT_MILLISECONDS,
);

test(
  "the door of a time counts who is inside, sends others to theirs, and merges scans of devices",
  async () => {
    const { slotIds } = await makeDoctor("Dr. Gate", [3, 1]);
    const [here = "", there = ""] = slotIds;
    const [first, second] = [await book(here, "Olga Ito"), await book(here, "Pia Lund")];
    const strayed = await book(there, "Rui Melo");
    const { page, troubles } = await open(`/today?day=${DAY}&slot=${here}`, { key: deskKey });
    await page.getByRole("button", { name: "At the door…" }).click();
    const door = page.getByRole("dialog", { name: "At the door" });
    await door.getByText("Nobody is inside").waitFor();
    expect(await faultsIn(page)).toEqual([]);
    await door.getByRole("button", { name: "Check in here" }).click();
    const checkIn = page.getByRole("dialog", { name: "Check in" });
    const show = async (reference: string) => {
      await checkIn.getByLabel("Reference or name").fill(reference);
      await page.keyboard.press("Enter");
    };
    await show(bookingReference(strayed));
    await checkIn.getByText("Wrong door").waitFor();
    await checkIn.getByText("The ticket of Rui Melo is for Dr. Gate").waitFor();
    expect((await call("GET", `/api/bookings/${strayed}`)).checked_in).toBe(0);
    await show(bookingReference(first));
    await checkIn.getByText("Checked in: 1 person.").waitFor();
    await checkIn.getByRole("button", { name: "Done" }).click();
    await door.getByText("1 person is inside").waitFor();
    const scans = [first, second].map((code, index) => ({
      scan_id: `5b0e7c1e-2f6a-4d53-9c3e-0f8a6b1d2c3${index}`,
      code,
      scanned_at: new Date(Date.now() + index * 1_000).toISOString(),
      device: "Door 2",
    }));
    const file = {
      name: "scans.json",
      mimeType: "application/json",
      buffer: Buffer.from(JSON.stringify({ scans })),
    };
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      door.getByRole("button", { name: "Upload scans…" }).click(),
    ]);
    await chooser.setFiles(file);
    await door.getByText("2 scans merged. 1 did not go as it should.").waitFor();
    await door.getByText("Had been let in before.").waitFor();
    await door.getByText("2 persons are inside").waitFor();
    await door.getByRole("button", { name: "Who is inside" }).click();
    await door.getByRole("listitem").filter({ hasText: "Pia Lund" }).waitFor();
    const list = await page.context().request.get(`${world.url}/api/admin/slots/${here}/door-list`);
    expect((await list.json()).bookings).toHaveLength(2);
    expect(troubles).toEqual([]);
    await page.context().close();
  },
  TIMEOUT_MILLISECONDS,
);

describe("a booking is moved to another slot", () => {
  async function openBooked() {
    const { slotIds } = await makeDoctor("Dr. Move", [1, 1, 1]);
    const [from = "", full = "", to = ""] = slotIds;
    const id = await book(from, "Sofia Rossi");
    await book(full, "Bo Li");
    const { page } = await open(`/today?day=${DAY}&slot=${from}`, { key: deskKey });
    await page.locator(`[data-slot="${full}"]`).getByText("1/1").waitFor();
    const handle = page.getByRole("button", { name: "Move Sofia Rossi to another time" });
    await handle.waitFor();
    const slotOf = async () => (await call("GET", `/api/bookings/${id}`)).slot_id;
    return { page, handle, to, slotOf };
  }

  test(
    "by the mouse",
    async () => {
      const { page, handle, to, slotOf } = await openBooked();
      const target = page.locator(`[data-slot="${to}"]`);
      await target.scrollIntoViewIfNeeded();
      const [start, end] = await Promise.all([handle.boundingBox(), target.boundingBox()]);
      if (!start || !end) throw new Error("a row or a slot is not on the screen");
      await page.mouse.move(start.x + 8, start.y + 12);
      await page.mouse.down();
      await page.mouse.move(start.x - 40, start.y + 20, { steps: 5 });
      await page.mouse.move(end.x + 40, end.y + 12, { steps: 5 });
      await page.locator(`[data-slot="${to}"][data-drop-target]`).waitFor();
      await page.mouse.up();
      await page.getByText("Sofia Rossi is moved.").waitFor();
      expect(await slotOf()).toBe(to);
      await page.context().close();
    },
    TIMEOUT_MILLISECONDS,
  );

  test(
    "by the keyboard, which offers the free slots of the doctor alone",
    async () => {
      const { page, handle, to, slotOf } = await openBooked();
      await handle.focus();
      await page.keyboard.press("Enter");
      await page.locator(`[data-slot="${to}"]:focus`).waitFor();
      await page.keyboard.press("Enter");
      await page.getByText("Sofia Rossi is moved.").waitFor();
      expect(await slotOf()).toBe(to);
      await page.context().close();
    },
    TIMEOUT_MILLISECONDS,
  );

  test(
    "by a list of times",
    async () => {
      const { page, to, slotOf } = await openBooked();
      await page.getByRole("button", { name: "More for Sofia Rossi" }).click();
      await page.getByRole("menuitem", { name: "Move…" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "11:00 – 12:00" }).click();
      await page.getByText("Sofia Rossi is moved.").waitFor();
      expect(await slotOf()).toBe(to);
      await page.context().close();
    },
    TIMEOUT_MILLISECONDS,
  );
});

test(
  "all bookings of a day are moved to a colleague by the keyboard, once the desk has seen who goes when",
  async () => {
    const ill = await makeDoctor("Dr. Ill", [1, 1, 1]);
    const colleague = await makeDoctor("Dr. Stand-in", [1, 1]);
    const [nine = "", ten = "", eleven = ""] = ill.slotIds;
    const [theirNine = "", theirTen = ""] = colleague.slotIds;
    const moved = [await book(nine, "Lena Vogt"), await book(eleven, "Ivo Marin")];
    const left = await book(ten, "Mia Sand");
    await call("PATCH", `/api/admin/slots/${ten}`, { end_time: `${DAY}T10:30:00+02:00` });
    const { page, troubles } = await open(`/today?day=${DAY}&slot=${nine}`, { key: deskKey });
    await page.getByRole("button", { name: "More for this time" }).press("Enter");
    await page.getByRole("menuitem", { name: "Move all bookings of the day…" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Move all bookings of Dr. Ill" });
    await dialog.getByText("Choose a colleague or another day.").waitFor();
    await dialog.getByRole("button", { name: "To whom" }).press("Enter");
    await page.getByRole("option", { name: "Dr. Stand-in" }).press("Enter");
    await dialog.getByRole("heading", { name: "2 bookings have a time" }).waitFor();
    await dialog.getByRole("heading", { name: "1 booking has no time" }).waitFor();
    await dialog.getByText("There is no time of this length").waitFor();
    await dialog.getByText("Another time of day").waitFor();
    expect(await faultsIn(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Move 2 bookings" }).press("Enter");
    await page.getByText("2 bookings are moved.").waitFor();
    const slotsOf = (ids: string[]) =>
      Promise.all(ids.map(async (id) => (await call("GET", `/api/bookings/${id}`)).slot_id));
    expect(await slotsOf([...moved, left])).toEqual([theirNine, theirTen, ten]);
    expect(troubles).toEqual([]);
    await page.context().close();
  },
  TIMEOUT_MILLISECONDS,
);

test(
  "who has to be told of an absence is moved to another day, all at once",
  async () => {
    const { id, slotIds } = await makeDoctor("Dr. Leave", [1]);
    const next = await call("POST", `/api/admin/doctors/${id}/slots`, {
      start_time: "2031-05-14T09:00:00+02:00",
      end_time: "2031-05-14T10:00:00+02:00",
      capacity: 1,
    });
    const booking = await book(slotIds[0] as string, "Tara Lund");
    const { page, troubles } = await open(`/today?day=${DAY}&slot=${slotIds[0]}`, { key: deskKey });
    await page.getByRole("button", { name: "More for this time" }).click();
    await page.getByRole("menuitem", { name: "Away on this day…" }).click();
    await page.getByRole("button", { name: "Close the times" }).click();
    await page.getByRole("button", { name: "Move all bookings…" }).click();
    const dialog = page.getByRole("dialog", { name: "Move all bookings of Dr. Leave" });
    const day = dialog.getByRole("spinbutton", { name: /^day, / });
    await day.click();
    await page.keyboard.type("14");
    await dialog.getByRole("button", { name: "Move 1 booking" }).click();
    await page.getByText("1 booking is moved.").waitFor();
    expect((await call("GET", `/api/bookings/${booking}`)).slot_id).toBe(next.id);
    await page.getByText("Nobody has to be told.").waitFor();
    expect(troubles).toEqual([]);
    await page.context().close();
  },
  TIMEOUT_MILLISECONDS,
);

test(
  "the desk is shown nothing that its key may not do, and an admin is",
  async () => {
    const { slotIds } = await makeDoctor("Dr. Role", [1]);
    const menuOf = async (key: string) => {
      const { page } = await open(`/today?day=${DAY}&slot=${slotIds[0]}`, { key });
      await page.getByRole("button", { name: "Walk-in" }).waitFor();
      await page.getByRole("button", { name: "More for this time" }).click();
      await page.getByRole("menuitem", { name: "Away on this day…" }).waitFor();
      const count = await page.getByRole("menuitem", { name: "Close for new bookings" }).count();
      await page.goto(`${world.url}/admin/resources`);
      await page.getByText("Dr. Role").waitFor();
      const added = await page.getByRole("button", { name: "Add", exact: true }).count();
      await page.context().close();
      return [count, added];
    };
    expect(await menuOf(deskKey)).toEqual([0, 0]);
    expect(await menuOf(world.key)).toEqual([1, 1]);
  },
  TIMEOUT_MILLISECONDS,
);

test(
  "an admin closes a slot and opens it again",
  async () => {
    const { slotIds } = await makeDoctor("Dr. Close", [1]);
    const { page } = await open(`/today?day=${DAY}&slot=${slotIds[0]}`);
    const choose = async (name: string) => {
      await page.getByRole("button", { name: "More for this time" }).click();
      await page.getByRole("menuitem", { name }).click();
    };
    await choose("Close for new bookings");
    await page.getByText("it takes no new bookings").waitFor();
    expect((await call("GET", `/api/slots/${slotIds[0]}`)).closed).toBe(true);
    await choose("Reopen");
    await page.getByText("it takes no new bookings").waitFor({ state: "hidden" });
    await page.context().close();
  },
  TIMEOUT_MILLISECONDS,
);

/** Every page, and what has to be there before it is looked at. */
const PAGES: [string, string, string][] = [
  ["the day", `/today?day=${DAY}`, ".slot"],
  ["an empty day", "/today?day=2031-01-01", ".empty"],
  ["the bookings", "/bookings", ".booking-link"],
  ["bookings that do not exist", "/bookings?q=nobody", ".empty"],
  ["the waitlists", "/waitlists", ".waitlist-link, .empty"],
  ["the doctors and shows", "/resources", ".resource-link"],
  ["no page", "/nothing/here", ".empty"],
];

describe.each([
  [320, "light"],
  [1280, "light"],
  [1280, "dark"],
] as const)("at %i pixels, %s", (width, colorScheme) => {
  test.each(PAGES)(
    "%s has no fault that axe finds, and needs no scrolling sideways",
    async (_name, path, selector) => {
      const { page, troubles } = await open(path, { key: world.key, width, colorScheme });
      await page.locator(selector).first().waitFor();
      expect(await faultsIn(page)).toEqual([]);
      expect(await sidewaysPixels(page)).toBe(0);
      expect(troubles).toEqual([]);
      await page.context().close();
    },
    TIMEOUT_MILLISECONDS,
  );

  test(
    "the sign-in page and the panel of a booking have no fault either",
    async () => {
      const entrance = await open("/today", { width, colorScheme });
      await entrance.page.getByLabel("Your key").waitFor();
      expect(await faultsIn(entrance.page)).toEqual([]);
      await entrance.page.context().close();
      const { slotIds } = await makeDoctor("Dr. Panel", [2]);
      const id = await book(slotIds[0] as string, "Noor Haddad");
      const { page } = await open(`/bookings?booking=${id}`, { key: world.key, width, colorScheme });
      await page.getByText("Places reserved").waitFor();
      expect(await faultsIn(page)).toEqual([]);
      await page.goto(`${world.url}/admin/today?day=${DAY}&slot=${slotIds[0]}`);
      await page.getByRole("button", { name: "Check in: Noor Haddad" }).waitFor();
      expect(await faultsIn(page)).toEqual([]);
      await page.context().close();
    },
    TIMEOUT_MILLISECONDS,
  );
});
