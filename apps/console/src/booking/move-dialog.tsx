import type { Booking } from "@holdfast/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { trpc } from "../holdfast.ts";
import { useFormats } from "../time/index.ts";
import { Button, Dialog, Failure, SelectField, SkeletonRows } from "../ui/index.ts";
import { useResources, useZoneOf } from "../venue/index.ts";
import { useBookingChanges } from "./changes.ts";

const PAGE_ITEMS = 50;

interface MoveDialogProps {
  booking: Booking;
  onClose: () => void;
}

/** Moves a booking to another time, of the same doctor or show or of a colleague: what dragging does, without dragging. */
export function MoveDialog({ booking, onClose }: MoveDialogProps) {
  const t = useTranslations("booking");
  const [resourceId, setResourceId] = useState(booking.resourceId);
  const { shortDay, times } = useFormats(useZoneOf().zoneOf(resourceId));
  const { data: resources = [] } = useResources();
  const { move } = useBookingChanges();
  const slots = useInfiniteQuery(
    trpc.slots.list.infiniteQueryOptions(
      { resourceId, availableOnly: true, limit: PAGE_ITEMS },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  const items = (slots.data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter(({ id, available }) => id !== booking.slotId && available >= booking.quantity);
  return (
    <Dialog title={t("moveTitle", { name: booking.customerName })} isOpen onClose={onClose}>
      <SelectField
        label={t("moveWhere")}
        options={resources
          .filter(({ id, archivedAt }) => archivedAt === null || id === booking.resourceId)
          .toSorted((first, second) => first.name.localeCompare(second.name))}
        value={resourceId}
        onChange={setResourceId}
      />
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
