import type { Booking } from "@holdfast/client";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { Button, Dialog, NumberField } from "../ui/index.ts";
import { useBookingChanges } from "./changes.ts";

/** Checks some of the persons of a booking in: how many of them are here by now. */
export function PersonsDialog({ booking, onClose }: { booking: Booking; onClose: () => void }) {
  const t = useTranslations("booking");
  const common = useTranslations("common");
  const { checkInSome } = useBookingChanges();
  const [persons, setPersons] = useState(booking.checkedIn + 1);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    checkInSome.mutate({ id: booking.id, persons }, { onSuccess: onClose });
  };
  return (
    <Dialog title={t("personsTitle", { name: booking.customerName })} isOpen onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <NumberField
          label={t("persons")}
          help={t("personsHelp", { here: booking.checkedIn, all: booking.quantity })}
          minValue={booking.checkedIn + 1}
          maxValue={booking.quantity}
          value={persons}
          onChange={setPersons}
          autoFocus
        />
        <div className="form-actions">
          <Button onPress={onClose}>{common("cancel")}</Button>
          <Button look="primary" type="submit" isPending={checkInSome.isPending}>
            {t("actions.checkIn")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
