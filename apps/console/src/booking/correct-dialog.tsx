import type { Booking } from "@holdfast/client";
import { useTranslations } from "use-intl";
import { Dialog } from "../ui/index.ts";
import { useBookingChanges } from "./changes.ts";
import { CustomerForm } from "./customer-form.tsx";

/** Mends the name or the contact of a booking. */
export function CorrectDialog({ booking, onClose }: { booking: Booking; onClose: () => void }) {
  const t = useTranslations("booking");
  const common = useTranslations("common");
  const { correct } = useBookingChanges();
  return (
    <Dialog title={t("correctTitle")} isOpen onClose={onClose}>
      <CustomerForm
        customer={{ name: booking.customerName, contact: booking.customerContact }}
        action={common("save")}
        isPending={correct.isPending}
        onSend={({ name, contact }) =>
          correct.mutate(
            { id: booking.id, customerName: name, customerContact: contact },
            { onSuccess: onClose },
          )
        }
        onClose={onClose}
      />
    </Dialog>
  );
}
