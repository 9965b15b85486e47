import { HoldfastError, type Slot, type WaitlistEntry } from "@holdfast/contract";
import {
  getBooking,
  getResource,
  getSlot,
  getWaitlistEntry,
  leaveWaitlist,
  withinReads,
} from "@holdfast/core";
import { Hono } from "hono";
import { guard, guardShown } from "../../auth/index.ts";
import type { Env } from "../../http/index.ts";
import { giveToken, tokenOf } from "../cookies.ts";
import { shownBy, takeToken } from "../door/index.tsx";
import { respondPage } from "../layout.tsx";
import { redirect } from "../redirect.ts";
import type { Site } from "../site.ts";
import { idOf, type Visit, visitOf } from "../visit.ts";
import { WaitingView } from "./view.tsx";

/** `/w/{id}`: a place on a waitlist, for who has its token. */
export function waitingRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  const waiting = guardShown("waiting", shownBy(site, "entry"));
  app.get("/w/:id", waiting, (c) => respondEntry(visitOf(c, site)));
  for (const name of ["token", "leave"] as const) {
    app.get(`/w/:id/${name}`, guard("public"), (c) => redirect(c, `/w/${idOf(c)}`));
  }
  app.post("/w/:id/token", guard("public"), (c) => takeToken(c, site, "entry"));
  app.post("/w/:id/leave", waiting, async (c) => {
    const id = idOf(c);
    try {
      await leaveWaitlist(c.get("deps"), { id });
    } catch (error) {
      // Its page shows the booking that it has become.
      const isPromoted = error instanceof HoldfastError && error.code === "WAITLIST_ENTRY_PROMOTED";
      if (!isPromoted) throw error;
    }
    return redirect(c, `/w/${id}`);
  });
  return app;
}

async function respondEntry(visit: Visit): Promise<Response> {
  const { c, site, deps, texts } = visit;
  const entry = await withinReads(deps.db, () => getWaitlistEntry(deps, { id: idOf(c) }));
  const { bookingId } = entry;
  const [slot, booking] = await Promise.all([
    readSlot(visit, entry),
    bookingId === null ? undefined : getBooking(deps, { id: bookingId, expand: undefined }),
  ]);
  const resource = slot && (await getResource(deps, { id: slot.resourceId }));
  const token = tokenOf(c, "entry");
  // The token of an entry is that of its booking.
  const headers = bookingId && token ? giveToken(c, site, "booking", bookingId, token) : {};
  return respondPage(
    visit,
    { title: texts.waiting.title(resource?.name ?? ""), headers },
    <WaitingView visit={visit} entry={entry} slot={slot} resource={resource} booking={booking} />,
  );
}

/** The slot of an entry; undefined where it was deleted. */
async function readSlot({ deps }: Visit, { slotId }: WaitlistEntry): Promise<Slot | undefined> {
  try {
    return await getSlot(deps, { id: slotId });
  } catch (error) {
    if (error instanceof HoldfastError && error.code === "SLOT_NOT_FOUND") return undefined;
    throw error;
  }
}
