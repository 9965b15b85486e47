import type { Booking } from "@holdfast/client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useCallback, useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { BookingBadge } from "../booking/index.ts";
import { useFormats } from "../time/index.ts";
import { Link, useIsNarrow } from "../ui/index.ts";

/** Every row is as high: so the scrollbar never jumps, whatever is read meanwhile. */
const ROW_PIXELS = 64;
const NARROW_ROW_PIXELS = 88;
const rowPixels = () => ROW_PIXELS;
const narrowRowPixels = () => NARROW_ROW_PIXELS;
const OVERSCAN_ROWS = 12;
/** How far before the end the next page is asked for: further than one flick of a finger. */
const READ_AHEAD_ROWS = 250;

interface BookingListProps {
  bookings: readonly Booking[];
  hasMore: boolean;
  onMore: () => void;
  openId: string | undefined;
  zoneOf: (resourceId: string) => string;
}

/** Any number of bookings, of which only those on the screen are in the page. */
export function BookingList({ bookings, hasMore, onMore, openId, zoneOf }: BookingListProps) {
  const t = useTranslations("bookings");
  const isNarrow = useIsNarrow();
  const scroller = useRef<HTMLDivElement>(null);
  // Another function would have all rows measured anew, at every step of scrolling.
  const keyOf = useCallback((index: number) => bookings[index]?.id ?? "more", [bookings]);
  const rows = useVirtualizer({
    count: bookings.length + (hasMore ? 1 : 0),
    getScrollElement: () => scroller.current,
    estimateSize: isNarrow ? narrowRowPixels : rowPixels,
    overscan: OVERSCAN_ROWS,
    getItemKey: keyOf,
  });
  // Rows that were measured stay as high as they were.
  useEffect(() => rows.measure(), [isNarrow, rows]);
  const items = rows.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  const isNearEnd = hasMore && lastShown > bookings.length - READ_AHEAD_ROWS;
  useEffect(() => {
    if (isNearEnd) onMore();
  }, [isNearEnd, onMore]);
  const moveFocus = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const row = (event.target as HTMLElement).closest<HTMLElement>("[data-index]");
    if (step === undefined || !row) return;
    event.preventDefault();
    const next = Number(row.dataset["index"]) + step;
    if (next < 0 || next >= bookings.length) return;
    rows.scrollToIndex(next);
    requestAnimationFrame(() =>
      scroller.current
        ?.querySelector<HTMLElement>(`[data-index="${next}"] a`)
        ?.focus({ preventScroll: true }),
    );
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys move between the links in it
    <div className="card booking-list" ref={scroller} onKeyDown={moveFocus}>
      <ul style={{ height: rows.getTotalSize() }} aria-label={t("title")}>
        {items.map(({ index, key, start, size }) => {
          const booking = bookings[index];
          return (
            <li
              key={key}
              className="booking-place"
              style={{ height: size, transform: `translateY(${start}px)` }}
              data-index={index}
              aria-posinset={index + 1}
              aria-setsize={hasMore ? -1 : bookings.length}
            >
              {booking ? (
                <BookingRow
                  booking={booking}
                  zone={zoneOf(booking.resourceId)}
                  isOpen={booking.id === openId}
                />
              ) : (
                <div className="skeleton skeleton-row" />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function BookingRow({ booking, zone, isOpen }: { booking: Booking; zone: string; isOpen: boolean }) {
  const { shortDay, time } = useFormats(zone);
  return (
    <Link
      from="/bookings"
      to="/bookings"
      search={(before) => ({ ...before, booking: booking.id })}
      replace
      preload={false}
      className="booking-link"
      data-open={isOpen || undefined}
    >
      <span className="booking-cell">
        <strong>
          {booking.customerName}
          {booking.quantity > 1 && <span className="numbers"> × {booking.quantity}</span>}
        </strong>
        <span className="small muted">{booking.customerContact ?? "–"}</span>
      </span>
      <span className="booking-cell booking-when">
        <span className="numbers">
          {shortDay(booking.startsAt)}, {time(booking.startsAt)}
        </span>
        <span className="small muted">{booking.resourceName}</span>
      </span>
      <span className="booking-status">
        <BookingBadge booking={booking} zone={zone} />
      </span>
    </Link>
  );
}
