import { ERRORS, type HoldfastError, type Slot } from "@holdfast/contract";
import { createBooking, getResource, getSlot, joinWaitlist } from "@holdfast/core";
import { Hono } from "hono";
import { guard } from "../../auth/index.ts";
import { ClientConnection, type Env, holdsCountedUnder, toHoldfastError } from "../../http/index.ts";
import { giveToken } from "../cookies.ts";
import { type Form, readForm } from "../forms.ts";
import { respondPage } from "../layout.tsx";
import { nearestFree } from "../nearest.ts";
import { isFree, offerOf } from "../offer.ts";
import { redirect } from "../redirect.ts";
import type { Site } from "../site.ts";
import { timesOf } from "../texts/index.ts";
import { idOf, type Visit, visitOf } from "../visit.ts";
import { mostPlaces } from "./form.tsx";
import { isTold, type Outcome, outcomeOf } from "./outcome.ts";
import { respondRetry } from "./retry.tsx";
import { NOTHING_TYPED, quantityOf, type ReadForm, readTyped, type Typed, typedOf } from "./typed.ts";
import { SlotView } from "./view.tsx";

/** `/s/{id}`: a slot, the form that reserves places of it, and its waitlist. */
export function slotRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get("/s/:id", guard("public"), (c) =>
    respondSlot(visitOf(c, site), idOf(c), NOTHING_TYPED, () => ({ status: 200, faults: {} })),
  );
  app.get("/s/:id/waitlist", guard("public"), (c) => redirect(c, `/s/${idOf(c)}`));
  app.post("/s/:id", guard("public"), (c) =>
    takeForm(visitOf(c, site), async (input) => {
      const from = holdsCountedUnder(c);
      const hold = await createBooking(c.get("deps"), input, { signal: new ClientConnection(c), from });
      return redirect(c, `/b/${hold.id}`, giveToken(c, site, "booking", hold.id, hold.token));
    }),
  );
  app.post("/s/:id/waitlist", guard("public"), (c) =>
    takeForm(visitOf(c, site), async (input) => {
      const entry = await joinWaitlist(c.get("deps"), input, { from: holdsCountedUnder(c) });
      return redirect(c, `/w/${entry.id}`, giveToken(c, site, "entry", entry.id, entry.token));
    }),
  );
  return app;
}

type Input = Extract<ReadForm, { input: unknown }>["input"];

/** Does what a form asks for, or shows it again with what was typed and why it was refused. */
async function takeForm(visit: Visit, take: (input: Input) => Promise<Response>): Promise<Response> {
  const slotId = idOf(visit.c);
  const form = await readForm(visit.c);
  const read = readTyped(visit, slotId, form);
  if ("faults" in read) {
    return respondSlot(visit, slotId, typedOf(form), (slot) => ({
      status: 400,
      faults: read.faults(mostPlaces(slot, isFree(offerOf(slot, visit.now)) ? "reserve" : "join")),
    }));
  }
  try {
    return await take(read.input);
  } catch (thrown) {
    const error = toHoldfastError(thrown);
    if (!isTold(error)) throw thrown;
    return respondRefused(visit, slotId, form, error);
  }
}

async function respondRefused(
  visit: Visit,
  slotId: string,
  form: Form,
  error: HoldfastError,
): Promise<Response> {
  const { status } = ERRORS[error.code];
  try {
    return await respondSlot(visit, slotId, typedOf(form), (slot) => outcomeOf(visit, error, status, slot));
  } catch (thrown) {
    const failure = toHoldfastError(thrown);
    // The database is away: what was typed must not get lost all the same.
    if (failure.code === "BUSY") return respondRetry(visit, form, failure);
    throw thrown;
  }
}

/** Responds with the page of a slot as it is now. */
async function respondSlot(
  visit: Visit,
  slotId: string,
  typed: Typed,
  outcomeWith: (slot: Slot) => Outcome,
): Promise<Response> {
  const { deps, language, now } = visit;
  const slot = await getSlot(deps, { id: slotId });
  const quantity = Math.max(1, quantityOf(typed) || 1);
  const hasEnough = isFree(offerOf(slot, now)) && slot.available >= quantity;
  const [resource, others] = await Promise.all([
    getResource(deps, { id: slot.resourceId }),
    hasEnough ? [] : nearestFree(deps, slot.id, quantity),
  ]);
  const outcome = outcomeWith(slot);
  const { status, headers = {} } = outcome;
  const title = `${resource.name}, ${timesOf(language, resource.timeZone).short(new Date(slot.startsAt))}`;
  return respondPage(
    visit,
    { title, status, headers },
    <SlotView
      visit={visit}
      slot={slot}
      resource={resource}
      others={others}
      typed={typed}
      outcome={outcome}
    />,
  );
}
