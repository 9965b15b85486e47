import { ERRORS, type ExpandedBooking, type HoldfastError, type Slot } from "@holdfast/contract";
import { listSlots } from "@holdfast/core";
import { respondPage } from "../layout.tsx";
import { wholeMinute } from "../minute.ts";
import { Notice } from "../parts/notice.tsx";
import { SlotTime, Time } from "../parts/time.tsx";
import { type Times, timesOf } from "../texts/index.ts";
import type { Visit } from "../visit.ts";
import { readBooking } from "./respond.tsx";

const OFFERED_MAX_SLOTS = 40;

/** Responds with the free slots that a booking can move to; with an error where the last choice was taken. */
export async function respondMove(visit: Visit, error?: HoldfastError): Promise<Response> {
  const { c, deps, texts, language, now } = visit;
  const booking = await readBooking(visit);
  const cursor = error ? undefined : c.req.query("cursor");
  const { items, nextCursor } = await listSlots(deps, {
    resourceId: booking.resourceId,
    availableOnly: true,
    from: new Date(wholeMinute(now)),
    limit: OFFERED_MAX_SLOTS,
    cursor,
  });
  const slots = items.filter(
    ({ id, available, maxPerContact }) =>
      id !== booking.slotId && Math.min(available, maxPerContact ?? available) >= booking.quantity,
  );
  const times = timesOf(language, booking.resource?.timeZone ?? null);
  return respondPage(
    visit,
    { title: texts.booking.moveTitle, status: error ? ERRORS[error.code].status : 200 },
    <MoveView
      visit={visit}
      booking={booking}
      slots={slots}
      times={times}
      isLost={error !== undefined}
      cursor={cursor}
      nextCursor={nextCursor}
    />,
  );
}

interface MoveViewProps {
  visit: Visit;
  booking: ExpandedBooking;
  slots: readonly Slot[];
  times: Times;
  isLost: boolean;
  cursor: string | undefined;
  nextCursor: string | null;
}

function MoveView({ visit, booking, slots, times, isLost, cursor, nextCursor }: MoveViewProps) {
  const { texts } = visit;
  const words = texts.booking;
  const path = `/b/${booking.id}`;
  return (
    <article class="page-move">
      <p class="crumb">
        <a href={path}>{words.backToBooking}</a>
      </p>
      <h1>{words.moveTitle}</h1>
      <p>
        {words.moveNow} <SlotTime startsAt={booking.startsAt} endsAt={booking.endsAt} times={times} />
      </p>
      {isLost && <Notice title={words.notMoved} tone="bad" />}
      <form class="card" method="post" action={`${path}/reschedule`}>
        <h2>{words.moveChoose}</h2>
        {slots.length === 0 && <p class="aside">{words.moveNothing}</p>}
        <Choices slots={slots} times={times} label={words.moveButton} />
      </form>
      <p class="actions">
        {cursor !== undefined && <a href={`${path}/move`}>{words.moveEarlier}</a>}
        {nextCursor !== null && (
          <a class="button quiet" href={`${path}/move?cursor=${encodeURIComponent(nextCursor)}`}>
            {words.moveMore}
          </a>
        )}
      </p>
    </article>
  );
}

interface ChoicesProps {
  slots: readonly Slot[];
  times: Times;
  label: string;
}

/** A button for each slot, by days. */
function Choices({ slots, times, label }: ChoicesProps) {
  const byDay = Map.groupBy(slots, ({ startsAt }) => times.day(new Date(startsAt)));
  return (
    <>
      {[...byDay].map(([day, ofDay]) => (
        <fieldset class="day-choices">
          <legend>{day}</legend>
          <div class="choices">
            {ofDay.map(({ id, startsAt }) => {
              const at = new Date(startsAt);
              return (
                <button class="choice" type="submit" name="slot_id" value={id}>
                  <span class="hidden">{label}: </span>
                  <Time at={at} times={times} text={times.clock(at)} own />
                </button>
              );
            })}
          </div>
        </fieldset>
      ))}
    </>
  );
}
