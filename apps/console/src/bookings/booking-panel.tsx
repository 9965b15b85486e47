import { bookingReference, type RouterOutputs } from "@holdfast/client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { BookingActions, BookingBadge } from "../booking/index.ts";
import { History } from "../history/index.ts";
import { trpc } from "../holdfast.ts";
import { dayNameOf, useFormats } from "../time/index.ts";
import { Button, Failure, Link, Panel, SkeletonRows } from "../ui/index.ts";
import { AnswersDialog } from "./answers-dialog.tsx";
import { OrderSection } from "./order-section.tsx";

interface BookingPanelProps {
  id: string;
  zoneOf: (resourceId: string) => string;
  onClose: () => void;
}

/** One booking with all that is known of it, and its history. */
export function BookingPanel({ id, zoneOf, onClose }: BookingPanelProps) {
  const t = useTranslations("bookings");
  const booking = useQuery(trpc.bookings.get.queryOptions({ id, expand: ["resource"] }));
  return (
    <Panel title={booking.data?.customerName ?? t("booking")} onClose={onClose}>
      {booking.isPending && <SkeletonRows count={6} />}
      {booking.isError && <Failure error={booking.error} onRetry={() => booking.refetch()} />}
      {booking.data && <BookingDetails booking={booking.data} zoneOf={zoneOf} />}
    </Panel>
  );
}

type Booking = RouterOutputs["bookings"]["get"];

function BookingDetails({ booking, zoneOf }: { booking: Booking } & Pick<BookingPanelProps, "zoneOf">) {
  const zone = zoneOf(booking.resourceId);
  const t = useTranslations("bookings");
  const { day, times, dateTime } = useFormats(zone);
  const facts: [string, string | null][] = [
    [t("when"), `${day(booking.startsAt)}, ${times(booking.startsAt, booking.endsAt)}`],
    [t("resource"), booking.resourceName],
    [t("places"), String(booking.quantity)],
    [t("checkedIn"), booking.checkedIn === 0 ? null : String(booking.checkedIn)],
    [t("contact"), booking.customerContact],
    [t("mailProblem"), booking.mailProblem],
    [t("bookedAt"), dateTime(booking.createdAt)],
    [t("externalId"), booking.externalId],
    ...Object.entries(booking.metadata ?? {}),
  ];
  return (
    <>
      <div className="booking-head">
        <BookingBadge booking={booking} zone={zone} />
        <BookingActions booking={booking} />
      </div>
      <dl className="facts">
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name} className="fact">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
        <div className="fact">
          <dt>{t("reference")}</dt>
          <dd>
            <code>{bookingReference(booking.id)}</code>
          </dd>
        </div>
      </dl>
      <Link to="/today" search={{ day: dayNameOf(booking.startsAt, zone), slot: booking.slotId }}>
        {t("toDay")}
      </Link>
      <BookingAnswers booking={booking} />
      {booking.orderId && <OrderSection orderId={booking.orderId} shownId={booking.id} zoneOf={zoneOf} />}
      <section className="booking-group">
        <h3>{t("history")}</h3>
        <History of={{ bookingId: booking.id }} zone={zone} />
      </section>
    </>
  );
}

/** Who comes, and the answers: those to questions that are asked no more come last, under their keys. */
function BookingAnswers({ booking }: { booking: Booking }) {
  const t = useTranslations("questions");
  const [isOpen, setIsOpen] = useState(false);
  const { resource, attendees } = booking;
  const answers = booking.answers ?? {};
  const asked = resource?.questions?.properties ?? {};
  const former = Object.keys(answers).filter((key) => !Object.hasOwn(asked, key));
  const isAsked = resource && (resource.asksAttendees || resource.questions !== null);
  if (!isAsked && attendees === null && former.length === 0) return null;
  const rows = [
    ...Object.entries(asked).map(([key, { title }]) => [key, title] as const),
    ...former.map((key) => [key, key] as const),
  ];
  const textOf = (value: string | number | boolean) => (value === true ? t("yes") : String(value));
  return (
    <section className="booking-group">
      <div className="booking-head">
        <h3>{t("answers")}</h3>
        {isAsked && <Button onPress={() => setIsOpen(true)}>{t("change")}</Button>}
      </div>
      <dl className="facts">
        {(resource?.asksAttendees || attendees) && (
          <div className="fact">
            <dt>{t("attendees")}</dt>
            <dd>{attendees?.join(", ") ?? t("noAnswer")}</dd>
          </div>
        )}
        {rows.map(([key, title]) => (
          <div key={key} className="fact">
            <dt>{title}</dt>
            <dd>{answers[key] === undefined ? t("noAnswer") : textOf(answers[key])}</dd>
          </div>
        ))}
      </dl>
      {isOpen && resource && (
        <AnswersDialog booking={booking} resource={resource} onClose={() => setIsOpen(false)} />
      )}
    </section>
  );
}
