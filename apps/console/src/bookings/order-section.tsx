import type { Booking, Order } from "@holdfast/client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { BookingBadge, useOrderChanges } from "../booking/index.ts";
import { trpc } from "../holdfast.ts";
import { useFormats } from "../time/index.ts";
import { Button, ConfirmDialog, Link } from "../ui/index.ts";

interface OrderSectionProps {
  orderId: string;
  /** The booking that is shown already. */
  shownId: string;
  zoneOf: (resourceId: string) => string;
}

/** What was booked together with a booking, and what can be done with all of it. */
export function OrderSection({ orderId, shownId, zoneOf }: OrderSectionProps) {
  const t = useTranslations("bookings");
  const { data: order } = useQuery(trpc.orders.get.queryOptions({ id: orderId }));
  const others = order?.bookings.filter(({ id }) => id !== shownId) ?? [];
  if (!order || others.length === 0) return null;
  return (
    <section className="booking-group">
      <h3>{t("together")}</h3>
      <ul className="rows">
        {others.map((booking) => (
          <OtherBooking key={booking.id} booking={booking} zone={zoneOf(booking.resourceId)} />
        ))}
      </ul>
      <OrderActions order={order} />
    </section>
  );
}

function OtherBooking({ booking, zone }: { booking: Booking; zone: string }) {
  const { shortDay, times } = useFormats(zone);
  return (
    <li className="booking-head">
      <Link to="/bookings" search={(before) => ({ ...before, booking: booking.id })}>
        {booking.resourceName}, {shortDay(booking.startsAt)}, {times(booking.startsAt, booking.endsAt)}
      </Link>
      <BookingBadge booking={booking} zone={zone} />
    </li>
  );
}

/** The server refuses a confirmation while one has expired, and a cancellation once somebody is checked in. */
function OrderActions({ order: { id, status, bookings } }: { order: Order }) {
  const t = useTranslations("bookings");
  const changes = useOrderChanges();
  const [isAsked, setIsAsked] = useState(false);
  const live = bookings.filter(({ status }) => status === "PENDING" || status === "CONFIRMED");
  const mayCancel = live.length > 0 && live.every(({ checkedInAt }) => checkedInAt === null);
  const close = () => setIsAsked(false);
  return (
    <div className="form-actions">
      {mayCancel && <Button onPress={() => setIsAsked(true)}>{t("cancelAll")}</Button>}
      {status === "PENDING" && (
        <Button isPending={changes.confirm.isPending} onPress={() => changes.confirm.mutate(id)}>
          {t("confirmAll")}
        </Button>
      )}
      <ConfirmDialog
        title={t("cancelAllTitle")}
        isOpen={isAsked}
        onClose={close}
        action={t("cancelAll")}
        isPending={changes.cancel.isPending}
        onConfirm={() => changes.cancel.mutate(id, { onSettled: close })}
      >
        <p>{t("cancelAllText", { count: live.length })}</p>
      </ConfirmDialog>
    </div>
  );
}
