import type { Booking } from "@holdfast/client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Dialog, Form, NumberField } from "../ui/index.ts";
import { useBookingChanges } from "./changes.ts";

const QUANTITY_MAX_PLACES = 100;

/** Changes how many places a booking has: not fewer than persons have come, and more while there are any. */
export function PlacesDialog({ booking, onClose }: { booking: Booking; onClose: () => void }) {
  const t = useTranslations("booking");
  const common = useTranslations("common");
  const { changePlaces } = useBookingChanges();
  const [quantity, setQuantity] = useState(booking.quantity);
  const submit = () => {
    const { id, updatedAt: ifMatch } = booking;
    changePlaces.mutate({ id, quantity, ifMatch }, { onSuccess: onClose });
  };
  return (
    <Dialog title={t("placesTitle", { name: booking.customerName })} isOpen onClose={onClose}>
      <Form action={common("save")} isPending={changePlaces.isPending} onSubmit={submit} onCancel={onClose}>
        <NumberField
          label={t("places")}
          help={t("placesHelp")}
          minValue={Math.max(1, booking.checkedIn)}
          maxValue={QUANTITY_MAX_PLACES}
          value={quantity}
          onChange={setQuantity}
          autoFocus
        />
      </Form>
    </Dialog>
  );
}
