import type { Booking } from "@holdfast/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { trpc } from "../holdfast.ts";
import { useFormats } from "../time/index.ts";
import { Button, Dialog, Failure, SkeletonRows } from "../ui/index.ts";
import { useBookingChanges } from "./changes.ts";

const PAGE_ITEMS = 50;

interface MoveDialogProps {
  booking: Booking;
  zone: string;
  onClose: () => void;
}

/** Moves a booking to another time of the same doctor or show: what dragging does, without dragging. */
export function MoveDialog({ booking, zone, onClose }: MoveDialogProps) {
  const t = useTranslations("booking");
  const { shortDay, times } = useFormats(zone);
  const { move } = useBookingChanges();
  const slots = useInfiniteQuery(
    trpc.slots.list.infiniteQueryOptions(
      { resourceId: booking.resourceId, availableOnly: true, limit: PAGE_ITEMS },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  const items = (slots.data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter(({ id, available }) => id !== booking.slotId && available >= booking.quantity);
  return (
    <Dialog title={t("moveTitle", { name: booking.customerName })} isOpen onClose={onClose}>
      {slots.isPending && <SkeletonRows count={4} />}
      {slots.isError && <Failure error={slots.error} onRetry={() => slots.refetch()} />}
      {slots.isSuccess && items.length === 0 && <p className="muted">{t("moveNowhere")}</p>}
      <ul className="rows">
        {items.map((slot) => (
          <li key={slot.id}>
            <Button
              className="move-target"
              isDisabled={move.isPending}
              onPress={() => move.mutate({ id: booking.id, slotId: slot.id }, { onSuccess: onClose })}
            >
              <span className="numbers">
                {shortDay(slot.startsAt)}, {times(slot.startsAt, slot.endsAt)}
              </span>
              <span className="muted small">{t("freePlaces", { count: slot.available })}</span>
            </Button>
          </li>
        ))}
      </ul>
      {slots.hasNextPage && (
        <Button isPending={slots.isFetchingNextPage} onPress={() => slots.fetchNextPage()}>
          {t("laterTimes")}
        </Button>
      )}
    </Dialog>
  );
}
