import type { Booking, RouterInputs } from "@holdfast/client";
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
    [trpc.bookings, trpc.slots, trpc.waitlist, trpc.audit].map((noun) =>
      queries.invalidateQueries({ queryKey: noun.pathKey() }),
    ),
  );

/** A change that is shown at once, because nothing else depends on it, and taken back where the server refuses it. */
function useEarlyChange(change: (id: string) => Promise<Booking>, foreseen: () => Partial<Booking>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: Booking) => change(id),
    onMutate: (booking) => showEarly(queries, booking, { id: booking.id, ...foreseen() }),
    onError: (_error, _booking, early) => early?.takeBack(),
    onSuccess: (changed) => show(queries, changed),
    onSettled: () => readAgain(queries),
  });
}

/** A change that the server may refuse: it waits for the answer. */
function useChange<Input, Changed extends Booking>(
  change: (input: Input) => Promise<Changed>,
  said: (name: string) => string,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (changed) => {
      show(queries, changed);
      tellDone(said(changed.customerName));
    },
    onSettled: () => readAgain(queries),
  });
}

const now = () => new Date().toISOString();

/** What the desk does with a booking. */
export function useBookingChanges() {
  const t = useTranslations("booking.done");
  return {
    checkIn: useEarlyChange(
      async (id) => {
        const { firstCheckIn: _ofThisCall, ...booking } = await client.bookings.checkIn.mutate({ id });
        return booking;
      },
      () => ({ checkedInAt: now(), noShowAt: null }),
    ),
    markNoShow: useEarlyChange(
      (id) => client.bookings.markNoShow.mutate({ id }),
      () => ({ noShowAt: now(), checkedInAt: null }),
    ),
    confirm: useChange(
      ({ id }: Booking) => client.bookings.confirm.mutate({ id }),
      (name) => t("confirmed", { name }),
    ),
    cancel: useChange(
      ({ id }: Booking) => client.bookings.cancel.mutate({ id }),
      (name) => t("cancelled", { name }),
    ),
    correct: useChange(
      (customer: RouterInputs["bookings"]["update"]) => client.bookings.update.mutate(customer),
      (name) => t("corrected", { name }),
    ),
    handOver: useChange(
      (given: RouterInputs["bookings"]["handOver"]) => client.bookings.handOver.mutate(given),
      (name) => t("handedOver", { name }),
    ),
    move: useChange(
      (move: { id: string; slotId: string }) => client.bookings.reschedule.mutate(move),
      (name) => t("moved", { name }),
    ),
  };
}
