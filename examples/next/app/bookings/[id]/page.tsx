import { isHoldfastError } from "@holdfast/client";
import { notFound } from "next/navigation";
import { heldBooking, holdfast } from "../../holdfast.ts";
import { DecideForm } from "./decide-form.tsx";

/** A server component: the booking, as it is now. */
// biome-ignore lint/style/noDefaultExport: Next.js reads it
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const booking = await holdfast.bookings.get.query(await heldBooking(id)).catch((error: unknown) => {
    if (isHoldfastError(error) && error.code === "BOOKING_NOT_FOUND") return notFound();
    throw error;
  });
  return (
    <section>
      <h1>{booking.resourceName}</h1>
      <p>
        {new Date(booking.startsAt).toLocaleString("en", { timeZone: "UTC" })} UTC, for {booking.customerName}
        .
      </p>
      <p role="status">
        Your booking is <b data-status={booking.status}>{booking.status}</b>
        {booking.status === "PENDING" && ` until ${booking.expiresAt.slice(11, 19)} UTC`}.
      </p>
      {booking.status === "PENDING" && <DecideForm bookingId={booking.id} />}
      <p>
        <a href="/">All places</a>
      </p>
    </section>
  );
}
