import type { Booking, Slot } from "@holdfast/client";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { GripVertical } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { GridList, GridListItem } from "react-aria-components/GridList";
import { useDragAndDrop } from "react-aria-components/useDragAndDrop";
import { useLocale, useTranslations } from "use-intl";
import { actionsFor, BookingActions, BookingBadge } from "../booking/index.ts";
import { trpc } from "../holdfast.ts";
import { Button, Failure, SkeletonRows, useIsWide } from "../ui/index.ts";
import { dragItem } from "./drag.ts";
import { groupBookings } from "./groups.ts";

const PAGE_ITEMS = 100;
/** A check-in at another desk changes no places, so no stream tells of it. */
const POLLED_MILLISECONDS = 10_000;

/** Who comes to a slot, by what the desk still has to do about them. */
export function SlotBookings({ slot, zone }: { slot: Slot; zone: string }) {
  const t = useTranslations("today");
  const locale = useLocale();
  const queries = useQueryClient();
  const bookings = useInfiniteQuery(
    trpc.bookings.list.infiniteQueryOptions(
      { slotId: slot.id, limit: PAGE_ITEMS },
      { getNextPageParam: ({ nextCursor }) => nextCursor, refetchInterval: POLLED_MILLISECONDS },
    ),
  );
  const places = `${slot.booked} ${slot.waiting}`;
  const read = useRef(places);
  useEffect(() => {
    if (read.current === places) return;
    read.current = places;
    queries.invalidateQueries({
      queryKey: trpc.bookings.list.infiniteQueryKey({ slotId: slot.id, limit: PAGE_ITEMS }),
    });
  }, [places, queries, slot.id]);
  const groups = useMemo(
    () =>
      groupBookings(
        (bookings.data?.pages ?? []).flatMap(({ items }) => items),
        locale,
      ),
    [bookings.data, locale],
  );
  if (bookings.isPending) return <SkeletonRows count={3} />;
  if (bookings.isError) return <Failure error={bookings.error} onRetry={() => bookings.refetch()} />;
  if (groups.length === 0) return <p className="muted">{t("nobody")}</p>;
  return (
    <>
      {groups.map(([name, members]) => (
        <section key={name} className="booking-group">
          <h3>
            {t(`groups.${name}`)} <span className="muted numbers">{members.length}</span>
          </h3>
          <BookingRows label={t(`groups.${name}`)} bookings={members} zone={zone} />
        </section>
      ))}
      {bookings.hasNextPage && (
        <Button isPending={bookings.isFetchingNextPage} onPress={() => bookings.fetchNextPage()}>
          {t("moreBookings")}
        </Button>
      )}
    </>
  );
}

interface BookingRowsProps {
  label: string;
  bookings: readonly Booking[];
  zone: string;
}

function BookingRows({ label, bookings, zone }: BookingRowsProps) {
  const t = useTranslations("booking");
  const navigate = useNavigate();
  // Over the grid, as on a phone, there is nowhere to drag to: the menu moves bookings there.
  const isWide = useIsWide();
  const byId = new Map(bookings.map((booking) => [booking.id, booking]));
  const mayMove = (booking: Booking | undefined) =>
    booking !== undefined && actionsFor(booking).includes("move");
  // All of a group can be moved, or none.
  const isDraggable = isWide && mayMove(bookings[0]);
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) =>
      [...keys].flatMap((key) => {
        const booking = byId.get(String(key));
        return booking && mayMove(booking) ? [dragItem(booking)] : [];
      }),
    getAllowedDropOperations: () => ["move", "cancel"],
  });
  return (
    <GridList
      className="booking-rows"
      aria-label={label}
      items={bookings}
      key={String(isDraggable)}
      dependencies={[zone]}
      {...(isDraggable && { dragAndDropHooks })}
      keyboardNavigationBehavior="tab"
    >
      {(booking) => (
        <GridListItem className="booking-row" textValue={booking.customerName}>
          {isDraggable && (
            <AriaButton
              slot="drag"
              className="drag-handle"
              aria-label={t("drag", { name: booking.customerName })}
            >
              <GripVertical size={16} aria-hidden />
            </AriaButton>
          )}
          <span className="booking-who">
            <span className="booking-name">
              {booking.customerName}
              {booking.quantity > 1 && <b className="numbers"> × {booking.quantity}</b>}
            </span>
            <BookingBadge booking={booking} zone={zone} />
            <span className="small muted booking-contact">{booking.customerContact}</span>
          </span>
          <BookingActions
            booking={booking}
            more={[
              {
                id: "details",
                name: t("details"),
                onAction: () => navigate({ to: "/bookings", search: { booking: booking.id } }),
              },
            ]}
          />
        </GridListItem>
      )}
    </GridList>
  );
}
