import type { Booking } from "@holdfast/client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Dialog, Form, NumberField } from "../ui/index.ts";
import { useBookingChanges } from "./changes.ts";

/** Checks some of the persons of a booking in: how many of them are here by now. */
export function PersonsDialog({ booking, onClose }: { booking: Booking; onClose: () => void }) {
  const t = useTranslations("booking");
  const { checkInSome } = useBookingChanges();
  const inside = booking.checkedIn - booking.checkedOut;
  const [persons, setPersons] = useState(inside + 1);
  const submit = () => {
    checkInSome.mutate({ id: booking.id, persons }, { onSuccess: onClose });
  };
  return (
    <Dialog title={t("personsTitle", { name: booking.customerName })} isOpen onClose={onClose}>
      <Form
        action={t("actions.checkIn")}
        isPending={checkInSome.isPending}
        onSubmit={submit}
        onCancel={onClose}
      >
        <NumberField
          label={t("persons")}
          help={t("personsHelp", { here: inside, all: booking.quantity })}
          minValue={inside + 1}
          maxValue={booking.quantity}
          value={persons}
          onChange={setPersons}
          autoFocus
        />
      </Form>
    </Dialog>
  );
}
