import { type Booking, isHoldfastError, type Slot } from "@holdfast/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleAlert, CircleCheck } from "lucide-react";
import { type FormEvent, useCallback, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { client, trpc } from "../holdfast.ts";
import { useFormats } from "../time/index.ts";
import { Button, Dialog, NumberField, TextField, useExplain } from "../ui/index.ts";
import { readReference } from "./reference.ts";
import { canScan, useScanner } from "./scanner.ts";

const REFERENCE_MAX_CHARACTERS = 500;
const PERSONS_MAX = 100;

/** What came of a code: a booking that is checked in now, or was before; or several that it may mean. */
type Outcome = { booking: Booking; added: number } | { choices: Booking[] };

/** A code, and how many of its booking have come by now; undefined: all. */
interface Scan {
  text: string;
  persons: number | undefined;
}

interface CheckInDialogProps {
  /** The slot whose door it is: tickets of others are sent to theirs. Without it every ticket is let in. */
  slot?: Slot;
  zone: string;
  onClose: () => void;
}

/** Checks people in at the door, one after the other: by the camera where the browser can, else by typing. */
export function CheckInDialog({ slot, zone, onClose }: CheckInDialogProps) {
  const t = useTranslations("checkIn");
  const checkIn = useCheckIn(slot);
  const { mutate } = checkIn;
  const [typed, setTyped] = useState("");
  /** How many of a booking's persons have come; NaN: all. It holds for the next code alone. */
  const [persons, setPersons] = useState(Number.NaN);
  const checkInNext = useCallback(
    (text: string, onDone?: () => void) => {
      mutate({ text, persons: Number.isNaN(persons) ? undefined : persons }, onDone && { onSuccess: onDone });
      setPersons(Number.NaN);
    },
    [mutate, persons],
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (readReference(typed)) checkInNext(typed, () => setTyped(""));
  };
  return (
    <Dialog title={t("title")} isOpen onClose={onClose}>
      {canScan() && <Camera onCode={checkInNext} />}
      <div aria-live="assertive">
        {checkIn.data && "booking" in checkIn.data && <Success outcome={checkIn.data} zone={zone} />}
        {checkIn.isError && <Refusal error={checkIn.error} zone={zone} />}
      </div>
      {checkIn.data && "choices" in checkIn.data && (
        <Choices
          bookings={checkIn.data.choices}
          zone={zone}
          onChoose={({ id }) => mutate({ text: id, persons: checkIn.variables?.persons })}
        />
      )}
      <form className="form" onSubmit={submit}>
        <TextField
          label={t("reference")}
          help={canScan() ? t("help") : t("helpNoCamera")}
          value={typed}
          onChange={setTyped}
          maxLength={REFERENCE_MAX_CHARACTERS}
          autoComplete="off"
          autoFocus
        />
        <NumberField
          label={t("persons")}
          help={t("personsHelp")}
          minValue={1}
          maxValue={PERSONS_MAX}
          value={persons}
          onChange={setPersons}
        />
        <div className="form-actions">
          <Button onPress={onClose}>{t("done")}</Button>
          <Button look="primary" type="submit" isPending={checkIn.isPending}>
            {t("action")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function useCheckIn(slot: Slot | undefined) {
  const queries = useQueryClient();
  return useMutation({
    meta: { isToldInPlace: true },
    mutationFn: async ({ text, persons }: Scan): Promise<Outcome> => {
      const reference = readReference(text);
      if (reference === null) throw new UnknownReference();
      const ids = "id" in reference ? [reference.id] : [];
      const found = "text" in reference ? await expectedFor(reference.text, slot) : [];
      const [id] = [...ids, ...found.map((booking) => booking.id)];
      if (id === undefined) throw new UnknownReference();
      if (found.length > 1) return { choices: found };
      const door = slot && { slotId: slot.id };
      const checkedIn = client.bookings.checkIn.mutate({ id, persons, ...door });
      const { newlyCheckedIn, ...booking } = await checkedIn.catch((error) => throwOfDoor(error, id));
      return { booking, added: newlyCheckedIn };
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: trpc.bookings.pathKey() }),
        queries.invalidateQueries({ queryKey: trpc.slots.attendance.pathKey() }),
      ]),
  });
}

const CHOICES_MAX = 5;

/** The confirmed bookings that a reference, a name or a contact may mean: those of the door's slot, or else of any. */
async function expectedFor(text: string, slot: Slot | undefined): Promise<Booking[]> {
  const sought = { q: text, status: "CONFIRMED", limit: CHOICES_MAX } as const;
  const here = slot && (await client.bookings.list.query({ ...sought, slotId: slot.id })).items;
  if (here && here.length > 0) return here;
  return (await client.bookings.list.query(sought)).items;
}

/** The ticket is for another slot than that of this door. */
class WrongDoor extends Error {
  readonly booking: Booking;

  constructor(booking: Booking) {
    super();
    this.booking = booking;
  }
}

async function throwOfDoor(error: unknown, id: string): Promise<never> {
  if (!isHoldfastError(error) || error.code !== "WRONG_SLOT") throw error;
  throw new WrongDoor(await client.bookings.get.query({ id }));
}

/** What was typed or scanned belongs to no booking. */
class UnknownReference extends Error {}

function Camera({ onCode }: { onCode: (text: string) => void }) {
  const t = useTranslations("checkIn");
  const video = useRef<HTMLVideoElement>(null);
  const state = useScanner(video, onCode);
  if (state === "refused") return <p className="notice">{t("noCamera")}</p>;
  return <video ref={video} className="camera" muted playsInline aria-label={t("camera")} />;
}

interface ChoicesProps {
  bookings: readonly Booking[];
  zone: string;
  onChoose: (booking: Booking) => void;
}

/** Several bookings, of which one is meant. */
function Choices({ bookings, zone, onChoose }: ChoicesProps) {
  const t = useTranslations("checkIn");
  const { shortDay, time } = useFormats(zone);
  return (
    <section>
      <h3>{t("several")}</h3>
      <ul className="rows">
        {bookings.map((booking) => (
          <li key={booking.id}>
            <Button className="move-target" onPress={() => onChoose(booking)}>
              <span>{booking.customerName}</span>
              <span className="muted small">
                {booking.resourceName}, {shortDay(booking.startsAt)}, {time(booking.startsAt)}
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

type CheckedIn = Extract<Outcome, { booking: Booking }>;

function Success({ outcome: { booking, added }, zone }: { outcome: CheckedIn; zone: string }) {
  const t = useTranslations("checkIn");
  const { shortDay, time } = useFormats(zone);
  const isNew = added > 0;
  const Icon = isNew ? CircleCheck : CircleAlert;
  return (
    <div className={`outcome ${isNew ? "outcome-ok" : "outcome-warn"}`}>
      <Icon size={28} aria-hidden />
      <div>
        <p>
          <strong>{booking.customerName}</strong>, {t("places", { count: booking.quantity })}
        </p>
        <p>
          {isNew
            ? t("welcome", { added })
            : t("again", { time: time(booking.checkedInAt ?? booking.updatedAt) })}
        </p>
        {booking.checkedIn - booking.checkedOut < booking.quantity && (
          <p>{t("some", { here: booking.checkedIn - booking.checkedOut, all: booking.quantity })}</p>
        )}
        <p className="small">
          {booking.resourceName}, {shortDay(booking.startsAt)}, {time(booking.startsAt)}
        </p>
      </div>
    </div>
  );
}

function Refusal({ error, zone }: { error: unknown; zone: string }) {
  const t = useTranslations("checkIn");
  const { text } = useExplain()(error);
  return (
    <div className="outcome outcome-danger">
      <CircleAlert size={28} aria-hidden />
      {error instanceof WrongDoor ? (
        <WrongDoorText booking={error.booking} zone={zone} />
      ) : (
        <p>{error instanceof UnknownReference ? t("unknown") : text}</p>
      )}
    </div>
  );
}

/** Where somebody has to go. */
function WrongDoorText({ booking, zone }: { booking: Booking; zone: string }) {
  const t = useTranslations("checkIn");
  const { shortDay, time } = useFormats(zone);
  const { customerName, resourceName, startsAt } = booking;
  return (
    <div>
      <p>
        <strong>{t("wrongDoor")}</strong>
      </p>
      <p>
        {t("goTo", {
          name: customerName,
          where: resourceName,
          day: shortDay(startsAt),
          time: time(startsAt),
        })}
      </p>
    </div>
  );
}
