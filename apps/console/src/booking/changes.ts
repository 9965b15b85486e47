import type { Booking, Order, RouterInputs, RouterOutputs } from "@holdfast/client";
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { client, trpc } from "../holdfast.ts";
import { tellDone } from "../ui/index.ts";
import { type Changed, replaceIn } from "./replace.ts";

/**
 * The key of lists that grow while somebody scrolls. They are not read again after a change, because that would read all
 * their pages: what changed is put in its place.
 */
export const LONG_LISTS = ["long-bookings-lists"];

/** Shows a booking as it is now wherever it is shown. */
function show(queries: QueryClient, changed: Changed): void {
  for (const queryKey of [trpc.bookings.list.pathKey(), LONG_LISTS])
    queries.setQueriesData({ queryKey }, (cached: unknown) => replaceIn(cached, changed));
}

/** Shows what a change will do before the server has said so. Returns how to take it back. */
async function showEarly(queries: QueryClient, before: Booking, changed: Changed) {
  await queries.cancelQueries({ queryKey: trpc.bookings.list.pathKey() });
  show(queries, changed);
  return { takeBack: () => show(queries, before) };
}

const readAgain = (queries: QueryClient) =>
  Promise.all(
    [trpc.bookings, trpc.orders, trpc.slots, trpc.waitlist, trpc.audit].map((noun) =>
      queries.invalidateQueries({ queryKey: noun.pathKey() }),
    ),
  );

/** A change that is shown at once, because nothing else depends on it, and taken back where the server refuses it. */
function useEarlyChange(
  change: (id: string) => Promise<Booking>,
  foreseen: (booking: Booking) => Partial<Booking>,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: Booking) => change(id),
    onMutate: (booking) => showEarly(queries, booking, { id: booking.id, ...foreseen(booking) }),
    onError: (_error, _booking, early) => early?.takeBack(),
    onSuccess: (changed) => show(queries, changed),
    onSettled: () => readAgain(queries),
  });
}

/** A change that the server may refuse: it waits for the answer. */
function useChange<Input, Changed extends Booking>(
  change: (input: Input) => Promise<Changed>,
  said: (changed: Changed) => string,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (changed) => {
      show(queries, changed);
      tellDone(said(changed));
    },
    onSettled: () => readAgain(queries),
  });
}

/** A change of several bookings that the server makes of all or of none. */
function useOrderChange(change: (id: string) => Promise<Order>, said: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: ({ bookings }) => {
      for (const booking of bookings) show(queries, booking);
      tellDone(said);
    },
    onSettled: () => readAgain(queries),
  });
}

/** What the desk does with all that was booked together. */
export function useOrderChanges() {
  const t = useTranslations("booking.done");
  return {
    confirm: useOrderChange((id) => client.orders.confirm.mutate({ id }), t("allConfirmed")),
    cancel: useOrderChange((id) => client.orders.cancel.mutate({ id }), t("allCancelled")),
  };
}

type CheckedIn = RouterOutputs["bookings"]["checkIn"];

/** A booking without what its check-in tells of the one call. */
const withoutOutcome = ({ firstCheckIn: _first, newlyCheckedIn: _added, ...booking }: CheckedIn): Booking =>
  booking;

const now = () => new Date().toISOString();

/** What the desk does with a booking. */
export function useBookingChanges() {
  const t = useTranslations("booking.done");
  return {
    checkIn: useEarlyChange(
      async (id) => {
        return withoutOutcome(await client.bookings.checkIn.mutate({ id }));
      },
      ({ checkedInAt, quantity }) => ({
        checkedInAt: checkedInAt ?? now(),
        checkedIn: quantity,
        checkedOut: 0,
        noShowAt: null,
      }),
    ),
    checkInSome: useChange(
      async (some: { id: string; persons: number }) =>
        withoutOutcome(await client.bookings.checkIn.mutate(some)),
      ({ customerName: name, checkedIn, checkedOut, quantity }) =>
        t("checkedIn", { name, here: checkedIn - checkedOut, all: quantity }),
    ),
    checkOut: useEarlyChange(
      async (id) => {
        const { newlyCheckedOut: _ofTheCall, ...booking } = await client.bookings.checkOut.mutate({ id });
        return booking;
      },
      ({ checkedIn }) => ({ checkedOut: checkedIn }),
    ),
    markNoShow: useEarlyChange(
      (id) => client.bookings.markNoShow.mutate({ id }),
      () => ({ noShowAt: now(), checkedInAt: null, checkedIn: 0, checkedOut: 0 }),
    ),
    confirm: useChange(
      ({ id }: Booking) => client.bookings.confirm.mutate({ id }),
      ({ customerName: name }) => t("confirmed", { name }),
    ),
    cancel: useChange(
      ({ id }: Booking) => client.bookings.cancel.mutate({ id }),
      ({ customerName: name, quantity: count }) => t("cancelled", { name, count }),
    ),
    correct: useChange(
      (customer: RouterInputs["bookings"]["update"]) => client.bookings.update.mutate(customer),
      ({ customerName: name }) => t("corrected", { name }),
    ),
    handOver: useChange(
      (given: RouterInputs["bookings"]["handOver"]) => client.bookings.handOver.mutate(given),
      ({ customerName: name }) => t("handedOver", { name }),
    ),
    move: useChange(
      (move: { id: string; slotId: string }) => client.bookings.reschedule.mutate(move),
      ({ customerName: name }) => t("moved", { name }),
    ),
    changePlaces: useChange(
      (wanted: { id: string; quantity: number; ifMatch: string }) =>
        client.bookings.changeQuantity.mutate(wanted),
      ({ customerName: name, quantity: count }) => t("placesChanged", { name, count }),
    ),
  };
}
