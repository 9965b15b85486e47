import type { Absence } from "@holdfast/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { BookingActions } from "../booking/index.ts";
import { trpc } from "../holdfast.ts";
import { MoveBookingsDialog } from "../moves/index.ts";
import { useFormats } from "../time/index.ts";
import { Button, Dialog, Failure, SkeletonRows } from "../ui/index.ts";

const PAGE_ITEMS = 50;
const next = { getNextPageParam: ({ nextCursor }: { nextCursor: string | null }) => nextCursor };

interface AbsencePeopleProps {
  absence: Absence;
  zone: string;
  onClose: () => void;
}

/** Who has to be told of an absence: each booking can be moved or cancelled from here. */
export function AbsencePeople({ absence, zone, onClose }: AbsencePeopleProps) {
  const { id, resourceId, from, until } = absence;
  const t = useTranslations("absences");
  const tMoves = useTranslations("moves");
  const [isMoving, setMoving] = useState(false);
  const { shortDay, times } = useFormats(zone);
  const input = { id, limit: PAGE_ITEMS };
  const bookings = useInfiniteQuery(trpc.absences.bookings.infiniteQueryOptions(input, next));
  const entries = useInfiniteQuery(trpc.absences.entries.infiniteQueryOptions(input, next));
  const booked = (bookings.data?.pages ?? []).flatMap((page) => page.items);
  const waiting = (entries.data?.pages ?? []).flatMap((page) => page.items);
  if (isMoving) {
    const back = () => setMoving(false);
    return <MoveBookingsDialog resourceId={resourceId} from={from} until={until} onClose={back} />;
  }
  return (
    <Dialog title={t("people")} isOpen onClose={onClose}>
      {booked.length > 0 && <Button onPress={() => setMoving(true)}>{tMoves("moveAll")}</Button>}
      {bookings.isPending && <SkeletonRows count={4} />}
      {bookings.isError && <Failure error={bookings.error} onRetry={() => bookings.refetch()} />}
      {bookings.isSuccess && booked.length + waiting.length === 0 && <p className="muted">{t("nobody")}</p>}
      <ul className="rows">
        {booked.map((booking) => (
          <li key={booking.id} className="absence-person">
            <span>
              <strong>{booking.customerName}</strong> {booking.customerContact}
              <br />
              <span className="muted numbers">
                {shortDay(booking.startsAt)}, {times(booking.startsAt, booking.endsAt)}
              </span>
            </span>
            <BookingActions booking={booking} />
          </li>
        ))}
        {waiting.map((entry) => (
          <li key={entry.id} className="absence-person">
            <span>
              <strong>{entry.customerName}</strong> {entry.customerContact}
              <br />
              <span className="muted">{t("waits")}</span>
            </span>
          </li>
        ))}
      </ul>
      {[bookings, entries].map(
        (list, index) =>
          list.hasNextPage && (
            <Button
              key={index === 0 ? "bookings" : "entries"}
              isPending={list.isFetchingNextPage}
              onPress={() => list.fetchNextPage()}
            >
              {t("more")}
            </Button>
          ),
      )}
    </Dialog>
  );
}
