import type { Booking } from "@holdfast/client";
import { useTranslations } from "use-intl";
import { Button, Dialog, SecretOnce } from "../ui/index.ts";
import { useBookingChanges } from "./changes.ts";
import { CustomerForm } from "./customer-form.tsx";

/** Gives a booking to somebody else, and shows the link for them: the former one leads nowhere any more. */
export function HandOverDialog({ booking, onClose }: { booking: Booking; onClose: () => void }) {
  const t = useTranslations("booking");
  const common = useTranslations("common");
  const { handOver } = useBookingChanges();
  const token = handOver.data?.token;
  // The booking has the new name once it is handed over.
  const name = booking.customerName;
  const title = token === undefined ? t("handOverTitle", { name }) : t("done.handedOver", { name });
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      {token === undefined ? (
        <>
          <p>{t("handOverText")}</p>
          <CustomerForm
            customer={{ name: "", contact: null }}
            action={t("handOverAction")}
            isPending={handOver.isPending}
            onSend={(customer) => handOver.mutate({ id: booking.id, customer })}
            onClose={onClose}
          />
        </>
      ) : (
        <>
          <SecretOnce label={t("newLink")} value={`${location.origin}/b/${booking.id}#${token}`} />
          <div className="form-actions">
            <Button look="primary" onPress={onClose}>
              {common("done")}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
