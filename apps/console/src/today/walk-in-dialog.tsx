import { isHoldfastError, type Slot } from "@holdfast/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { client, trpc } from "../holdfast.ts";
import { useFormats } from "../time/index.ts";
import { Button, Dialog, NumberField, TextField, tellDone, useExplain } from "../ui/index.ts";

const NAME_MAX_CHARACTERS = 200;
const QUANTITY_MAX_PLACES = 100;

interface WalkInDialogProps {
  slot: Slot;
  zone: string;
  onClose: () => void;
}

interface Visitor {
  name: string;
  contact: string;
  quantity: number;
}

/** Books for somebody at the desk and confirms at once; where no place is free, puts them on the waitlist. */
export function WalkInDialog({ slot, zone, onClose }: WalkInDialogProps) {
  const t = useTranslations("walkIn");
  const common = useTranslations("common");
  const { times } = useFormats(zone);
  const [visitor, setVisitor] = useState<Visitor>({ name: "", contact: "", quantity: 1 });
  const [isWaiting, setWaiting] = useState(slot.available === 0);
  const enter = useWalkIn(slot, isWaiting, onClose);
  const isTaken = isHoldfastError(enter.error) && enter.error.code === "NO_SEAT";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (visitor.name.trim() !== "") enter.mutate(visitor);
  };
  return (
    <Dialog title={isWaiting ? t("waitTitle") : t("title")} isOpen onClose={onClose}>
      <p className="muted">
        {slot.resourceName}, {times(slot.startsAt, slot.endsAt)}
      </p>
      <form className="form" onSubmit={submit}>
        <VisitorFields visitor={visitor} isWaiting={isWaiting} onChange={setVisitor} />
        {enter.isError && <EnterFailure error={enter.error} />}
        <div className="form-actions">
          {isTaken && !isWaiting && (
            <Button onPress={() => [enter.reset(), setWaiting(true)]}>{t("waitInstead")}</Button>
          )}
          <Button onPress={onClose}>{common("cancel")}</Button>
          <Button look="primary" type="submit" isPending={enter.isPending}>
            {isWaiting ? t("wait") : t("book")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function useWalkIn(slot: Slot, isWaiting: boolean, onDone: () => void) {
  const t = useTranslations("walkIn");
  const queries = useQueryClient();
  return useMutation({
    meta: { isToldInPlace: true },
    mutationFn: async ({ name, contact, quantity }: Visitor) => {
      const customer = { name: name.trim(), ...(contact.trim() !== "" && { contact: contact.trim() }) };
      if (isWaiting) return client.waitlist.join.mutate({ slotId: slot.id, quantity, customer });
      const { id } = await client.bookings.create.mutate({ slotId: slot.id, quantity, customer });
      return client.bookings.confirm.mutate({ id });
    },
    onSuccess: ({ customerName }) => {
      tellDone(isWaiting ? t("waits", { name: customerName }) : t("booked", { name: customerName }));
      onDone();
    },
    onSettled: () =>
      Promise.all(
        [trpc.slots, trpc.bookings, trpc.waitlist].map((noun) =>
          queries.invalidateQueries({ queryKey: noun.pathKey() }),
        ),
      ),
  });
}

interface VisitorFieldsProps {
  visitor: Visitor;
  isWaiting: boolean;
  onChange: (visitor: Visitor) => void;
}

function VisitorFields({ visitor, isWaiting, onChange }: VisitorFieldsProps) {
  const t = useTranslations("walkIn");
  return (
    <>
      <TextField
        label={t("name")}
        value={visitor.name}
        onChange={(name) => onChange({ ...visitor, name })}
        maxLength={NAME_MAX_CHARACTERS}
        autoComplete="off"
        isRequired
        autoFocus
      />
      <TextField
        label={t("contact")}
        help={isWaiting ? t("contactWaits") : t("contactHelp")}
        value={visitor.contact}
        onChange={(contact) => onChange({ ...visitor, contact })}
        maxLength={NAME_MAX_CHARACTERS}
        autoComplete="off"
      />
      <NumberField
        label={t("quantity")}
        value={visitor.quantity}
        onChange={(quantity) => onChange({ ...visitor, quantity })}
        minValue={1}
        maxValue={QUANTITY_MAX_PLACES}
      />
    </>
  );
}

function EnterFailure({ error }: { error: unknown }) {
  const { text } = useExplain()(error);
  return (
    <p className="notice notice-danger" role="alert">
      {text}
    </p>
  );
}
