import { changeQuantityInput, HoldfastError, invalidInput, rescheduleBookingInput } from "@holdfast/contract";
import {
  bookingCalendar,
  cancelBooking,
  changeQuantity,
  extendHold,
  rescheduleBooking,
  withinReads,
} from "@holdfast/core";
import { type Context, Hono } from "hono";
import { guard, guardShown } from "../../auth/index.ts";
import { type Env, holdsCountedUnder, respondCalendar } from "../../http/index.ts";
import { shownBy, takeToken } from "../door/index.tsx";
import { readForm } from "../forms.ts";
import { redirect } from "../redirect.ts";
import type { Site } from "../site.ts";
import { idOf, visitOf } from "../visit.ts";
import { respondCustomerForm, takeCorrection, takeHandOver } from "./customer.tsx";
import { respondDetails, takeConfirmation, takeDetails } from "./details.tsx";
import { respondMove } from "./move.tsx";
import { isTold, respondBooking } from "./respond.tsx";

/** What forms are sent to: no pages, so who asks for one of them gets the booking. */
const CHANGES = ["token", "confirm", "extend", "cancel", "reschedule", "quantity"] as const;
/** The refusals after which another slot may be chosen. */
const CHOOSE_AGAIN = new Set<HoldfastError["code"]>([
  "NO_SEAT",
  "NOT_BOOKABLE",
  "SLOT_NOT_FOUND",
  "OTHER_RESOURCE",
]);

const NONE: ReadonlySet<never> = new Set();

/** `/b/{id}`: a booking, for who has its token. */
export function bookingRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  const shown = shownBy(site, "booking");
  const holder = guardShown("holder", shown);

  app.get("/b/:id", holder, (c) => respondBooking(visitOf(c, site)));
  app.get("/b/:id/move", holder, (c) => respondMove(visitOf(c, site)));
  app.get("/b/:id/details", holder, (c) => respondDetails(visitOf(c, site)));
  app.get("/b/:id/customer", holder, (c) => respondCustomerForm(visitOf(c, site), "customer"));
  app.get("/b/:id/hand-over", holder, (c) => respondCustomerForm(visitOf(c, site), "hand-over"));
  app.get("/b/:id/booking.ics", holder, async (c) => {
    const deps = c.get("deps");
    const text = await withinReads(deps.db, () => bookingCalendar(deps, { id: idOf(c) }));
    return respondCalendar(c, text, "booking.ics");
  });
  for (const name of CHANGES) {
    app.get(`/b/:id/${name}`, guard("public"), (c) => redirect(c, `/b/${idOf(c)}`));
  }
  app.post("/b/:id/token", guard("public"), (c) => takeToken(c, site, "booking"));
  app.post("/b/:id/confirm", guardShown("confirm", shown), (c) => takeConfirmation(visitOf(c, site)));
  app.post("/b/:id/details", holder, (c) => takeDetails(visitOf(c, site)));
  app.post("/b/:id/extend", holder, async (c) => {
    const form = await readForm(c);
    return change(c, site, async (id) => {
      const { expiresAt } = await extendHold(c.get("deps"), { id });
      return expiresAt === form("expires_at") ? "unextended" : "extended";
    });
  });
  app.post("/b/:id/cancel", holder, (c) =>
    change(c, site, async (id) => {
      await cancelBooking(c.get("deps"), { id });
      return undefined;
    }),
  );
  app.post("/b/:id/reschedule", holder, async (c) => {
    const form = await readForm(c);
    return change(
      c,
      site,
      async (id) => {
        const input = rescheduleBookingInput.parse({ id, slotId: form("slot_id") });
        await rescheduleBooking(c.get("deps"), input);
        return "moved";
      },
      CHOOSE_AGAIN,
    );
  });
  app.post("/b/:id/quantity", holder, async (c) => {
    const form = await readForm(c);
    return change(c, site, async (id) => {
      const { data } = changeQuantityInput.safeParse({ id, quantity: Number(form("quantity")) });
      if (!data) throw invalidInput("quantity", "must be a number of places");
      await changeQuantity(c.get("deps"), data, { from: holdsCountedUnder(c) });
      return "resized";
    });
  });
  app.post("/b/:id/customer", holder, (c) => takeCorrection(visitOf(c, site)));
  app.post("/b/:id/hand-over", guardShown("hand-over", shown), (c) => takeHandOver(visitOf(c, site)));
  return app;
}

/**
 * Changes a booking, and sends the browser to its page.
 * @param make changes it, and returns the note that its page is to show
 * @param chooseAgain refusals after which another slot is to be chosen
 */
async function change(
  c: Context<Env>,
  site: Site,
  make: (id: string) => Promise<string | undefined>,
  chooseAgain: ReadonlySet<HoldfastError["code"]> = NONE,
): Promise<Response> {
  const id = idOf(c);
  try {
    const note = await make(id);
    return redirect(c, note ? `/b/${id}?note=${note}` : `/b/${id}`);
  } catch (error) {
    if (!(error instanceof HoldfastError)) throw error;
    if (chooseAgain.has(error.code)) return respondMove(visitOf(c, site), error);
    if (isTold(error)) return respondBooking(visitOf(c, site), error);
    throw error;
  }
}
