import type { Booking } from "@holdfast/client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { ActionMenu, Button, ConfirmDialog } from "../ui/index.ts";
import { useBookingChanges } from "./changes.ts";
import { CorrectDialog } from "./correct-dialog.tsx";
import { HandOverDialog } from "./hand-over-dialog.tsx";
import { MoveDialog } from "./move-dialog.tsx";
import { PersonsDialog } from "./persons-dialog.tsx";
import { PlacesDialog } from "./places-dialog.tsx";
import { type ActionName, actionsFor } from "./possible.ts";
import "./booking.css";

interface BookingActionsProps {
  booking: Booking;
  /** Further entries of the menu, such as a way to the details. */
  more?: readonly { id: string; name: string; onAction: () => void }[];
}

/** The likeliest thing to do with a booking as a button, everything else in a menu. */
export function BookingActions({ booking, more = [] }: BookingActionsProps) {
  const t = useTranslations("booking");
  const changes = useBookingChanges();
  const [asked, setAsked] = useState<
    "move" | "changePlaces" | "checkInSome" | "correct" | "handOver" | "cancel"
  >();
  const close = () => setAsked(undefined);
  const run: Record<ActionName, () => void> = {
    confirm: () => changes.confirm.mutate(booking),
    checkIn: () => changes.checkIn.mutate(booking),
    checkOut: () => changes.checkOut.mutate(booking),
    markNoShow: () => changes.markNoShow.mutate(booking),
    checkInSome: () => setAsked("checkInSome"),
    move: () => setAsked("move"),
    changePlaces: () => setAsked("changePlaces"),
    correct: () => setAsked("correct"),
    handOver: () => setAsked("handOver"),
    cancel: () => setAsked("cancel"),
  };
  const possible = actionsFor(booking);
  const [first] = possible.filter((name) => name === "confirm" || name === "checkIn");
  const others = possible
    .filter((name) => name !== first)
    .map((id) => ({ id, name: t(`actions.${id}`), onAction: run[id], isDangerous: id === "cancel" }));
  const entries = [...others, ...more];
  const name = booking.customerName;
  return (
    <span className="booking-actions">
      {first && (
        <Button
          onPress={run[first]}
          isPending={changes[first as "confirm" | "checkIn"].isPending}
          aria-label={t("actionOf", { action: t(`actions.${first}`), name })}
        >
          {t(`actions.${first}`)}
        </Button>
      )}
      {entries.length > 0 && <ActionMenu label={t("moreOf", { name })} actions={entries} />}
      <ConfirmDialog
        title={t("cancelTitle")}
        isOpen={asked === "cancel"}
        onClose={close}
        action={t("actions.cancel")}
        isPending={changes.cancel.isPending}
        onConfirm={() => changes.cancel.mutate(booking, { onSettled: close })}
      >
        <p>{t("cancelText", { name, count: booking.quantity })}</p>
      </ConfirmDialog>
      {asked === "changePlaces" && <PlacesDialog booking={booking} onClose={close} />}
      {asked === "checkInSome" && <PersonsDialog booking={booking} onClose={close} />}
      {asked === "correct" && <CorrectDialog booking={booking} onClose={close} />}
      {asked === "handOver" && <HandOverDialog booking={booking} onClose={close} />}
      {asked === "move" && <MoveDialog booking={booking} onClose={close} />}
    </span>
  );
}
