import type { Booking, Slot } from "@holdfast/client";
import { Hourglass, Lock } from "lucide-react";
import { type CSSProperties, memo, useRef } from "react";
import { Button } from "react-aria-components/Button";
import { useDrop } from "react-aria-components/useDrop";
import { useTranslations } from "use-intl";
import { useFormats } from "../time/index.ts";
import { droppedId, mayDrop } from "./drag.ts";
import type { Block } from "./layout.ts";

interface SlotBlockProps {
  block: Block<Slot>;
  top: number;
  height: number;
  zone: string;
  bookings: readonly Booking[];
  isOver: boolean;
  isOpen: boolean;
  /** Of all slots of the grid the tab key reaches one; the arrow keys reach the others. */
  isTabStop: boolean;
  onOpen: (slotId: string) => void;
  onFocus: (slotId: string) => void;
  onMove: (bookingId: string, slot: Slot) => void;
}

/** Names of customers fit into a slot of few places alone. */
const NAMED_PLACES_MAX = 4;
const PERCENT = 100;

function stateOf({ booked, capacity, closed }: Slot): string {
  if (closed) return "closed";
  if (booked >= capacity) return "full";
  return booked === 0 ? "free" : "some";
}

/** A slot in the grid: when, how full, and who comes. A booking can be dropped on it. */
export const SlotBlock = memo(function SlotBlock(props: SlotBlockProps) {
  const { block, top, height, zone, bookings, isOver, isOpen, isTabStop, onOpen, onFocus, onMove } = props;
  const { slot, lane, lanes } = block;
  const t = useTranslations("today");
  const { times } = useFormats(zone);
  const ref = useRef<HTMLButtonElement>(null);
  const { dropProps, isDropTarget } = useDrop({
    ref,
    getDropOperation: (types) => (mayDrop(types, slot) ? "move" : "cancel"),
    onDrop: async ({ items }) => {
      const id = await droppedId(items);
      if (id !== undefined) onMove(id, slot);
    },
  });
  const when = times(slot.startsAt, slot.endsAt);
  const names = slot.capacity <= NAMED_PLACES_MAX ? bookings.map(({ customerName }) => customerName) : [];
  const filled = { "--filled": `${(slot.booked / slot.capacity) * PERCENT}%` } as CSSProperties;
  return (
    <li
      className="slot-place"
      style={{ top, height, left: `${(lane / lanes) * PERCENT}%`, width: `${PERCENT / lanes}%` }}
      {...dropProps}
    >
      <Button
        ref={ref}
        className="slot"
        style={filled}
        aria-expanded={isOpen}
        data-slot={slot.id}
        data-state={stateOf(slot)}
        data-over={isOver || undefined}
        data-open={isOpen || undefined}
        data-drop-target={isDropTarget || undefined}
        excludeFromTabOrder={!isTabStop}
        onPress={() => onOpen(slot.id)}
        onFocus={() => onFocus(slot.id)}
      >
        <span className="visually-hidden">{slot.resourceName}, </span>
        <span className="slot-line">
          <span className="slot-time numbers">{when}</span>
          <SlotCounts slot={slot} />
        </span>
        <span className="slot-names">
          {names.length > 0
            ? names.join(", ")
            : slot.closed
              ? t("closed")
              : t("free", { count: slot.available })}
        </span>
      </Button>
    </li>
  );
});

/** How full a slot is, in signs for the eye and in words for the ear. */
function SlotCounts({ slot: { booked, capacity, closed, waiting } }: { slot: Slot }) {
  const t = useTranslations("today");
  return (
    <>
      <span className="slot-count numbers" aria-hidden>
        {closed && <Lock size={12} />}
        {waiting > 0 && (
          <>
            <Hourglass size={12} />
            {waiting}
          </>
        )}
        <b>
          {booked}/{capacity}
        </b>
      </span>
      <span className="visually-hidden">
        , {t("placesBooked", { booked, capacity })}
        {waiting > 0 && `, ${t("waiting", { count: waiting })}`}
        {closed && `, ${t("closed")}`},{" "}
      </span>
    </>
  );
}
