import type { Slot } from "@holdfast/client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Dialog, Form, NumberField, PerContactField } from "../ui/index.ts";
import { useSlotChange } from "./use-slot-change.ts";

const CAPACITY_MAX_PLACES = 1_000_000;

/** Changes how many places a slot has, and how many of them one contact may have. It cannot have fewer than are booked. */
export function CapacityDialog({ slot, onClose }: { slot: Slot; onClose: () => void }) {
  const t = useTranslations("today");
  const common = useTranslations("common");
  const [capacity, setCapacity] = useState(slot.capacity);
  const [maxPerContact, setMaxPerContact] = useState(slot.maxPerContact);
  const change = useSlotChange(slot);
  const submit = () => {
    change.mutate({ capacity, maxPerContact }, { onSuccess: onClose });
  };
  return (
    <Dialog title={t("changeCapacity")} isOpen onClose={onClose}>
      <Form action={common("save")} isPending={change.isPending} onSubmit={submit} onCancel={onClose}>
        <NumberField
          label={t("capacity")}
          help={t("capacityHelp", { count: slot.booked })}
          minValue={Math.max(1, slot.booked)}
          maxValue={CAPACITY_MAX_PLACES}
          value={capacity}
          onChange={setCapacity}
          autoFocus
        />
        <PerContactField value={maxPerContact} onChange={setMaxPerContact} />
      </Form>
    </Dialog>
  );
}
