import type { Slot } from "@holdfast/client";
import { useQuery } from "@tanstack/react-query";
import { DoorOpen, Lock } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslations } from "use-intl";
import { AbsenceDialog } from "../absences/index.ts";
import { trpc } from "../holdfast.ts";
import { MoveBookingsDialog } from "../moves/index.ts";
import { useIsAdmin } from "../session/index.ts";
import { dayIn, dayNameOf, useFormats } from "../time/index.ts";
import { ActionMenu, Button, Failure, Panel, SkeletonRows } from "../ui/index.ts";
import { CapacityDialog } from "./capacity-dialog.tsx";
import { SlotBookings } from "./slot-bookings.tsx";
import { SlotWaitlist } from "./slot-waitlist.tsx";
import { useSlotChange } from "./use-slot-change.ts";
import { WalkInDialog } from "./walk-in-dialog.tsx";

const DoorDialog = lazy(async () => ({ default: (await import("./door-dialog.tsx")).DoorDialog }));

interface SlotPanelProps {
  slotId: string;
  /** The slot as the grid has it; undefined: it is of another day. */
  slot: Slot | undefined;
  zone: string;
  onClose: () => void;
}

/** A slot of the grid: who comes, who waits, and what the desk does about it. */
export function SlotPanel({ slotId, slot: shown, zone, onClose }: SlotPanelProps) {
  const t = useTranslations("today");
  const read = useQuery(trpc.slots.get.queryOptions({ id: slotId }, { enabled: shown === undefined }));
  const slot = shown ?? read.data;
  return (
    <Panel title={slot?.resourceName ?? t("slot")} onClose={onClose}>
      {slot && <SlotDetails slot={slot} zone={zone} />}
      {!slot && read.isError && <Failure error={read.error} onRetry={() => read.refetch()} />}
      {!slot && !read.isError && <SkeletonRows count={4} />}
    </Panel>
  );
}

function SlotDetails({ slot, zone }: { slot: Slot; zone: string }) {
  const t = useTranslations("today");
  const { day, times } = useFormats(zone);
  const [isWalkIn, setWalkIn] = useState(false);
  const [isDoor, setDoor] = useState(false);
  return (
    <>
      <div className="slot-facts">
        <p>
          <strong className="numbers">{times(slot.startsAt, slot.endsAt)}</strong>
          <br />
          <span className="muted">{day(slot.startsAt)}</span>
        </p>
        <p className="numbers slot-fill">
          <strong>
            {slot.booked}/{slot.capacity}
          </strong>
          <br />
          <span className="muted">{t("booked")}</span>
          {slot.maxPerContact !== null && (
            <>
              <br />
              <span className="small muted">{t("perContact", { count: slot.maxPerContact })}</span>
            </>
          )}
        </p>
      </div>
      {slot.closed && (
        <p className="notice slot-closed">
          <Lock size={16} aria-hidden />
          {t("closedHelp")}
        </p>
      )}
      <div className="slot-actions">
        <Button look="primary" isDisabled={slot.closed} onPress={() => setWalkIn(true)}>
          {slot.available > 0 ? t("walkIn") : t("joinWaitlist")}
        </Button>
        <Button onPress={() => setDoor(true)}>
          <DoorOpen size={18} aria-hidden />
          {t("door")}
        </Button>
        <SlotMenu slot={slot} zone={zone} />
      </div>
      {isWalkIn && <WalkInDialog slot={slot} zone={zone} onClose={() => setWalkIn(false)} />}
      {isDoor && (
        <Suspense>
          <DoorDialog slot={slot} zone={zone} onClose={() => setDoor(false)} />
        </Suspense>
      )}
      <SlotBookings slot={slot} zone={zone} />
      <SlotWaitlist slot={slot} />
    </>
  );
}

/** What else is done with a slot; changing it is for admins alone. */
function SlotMenu({ slot, zone }: { slot: Slot; zone: string }) {
  const t = useTranslations("today");
  const [asked, setAsked] = useState<"capacity" | "absence" | "move">();
  const close = () => setAsked(undefined);
  const change = useSlotChange(slot);
  const away = { id: "absence", name: t("away"), onAction: () => setAsked("absence") };
  const move = { id: "move", name: t("moveAll"), onAction: () => setAsked("move") };
  const day = dayIn(dayNameOf(slot.startsAt, zone), zone);
  const changes = [
    {
      id: "closed",
      name: slot.closed ? t("reopen") : t("close"),
      onAction: () => change.mutate({ closed: !slot.closed }),
    },
    { id: "capacity", name: t("changeCapacity"), onAction: () => setAsked("capacity") },
  ];
  const actions = useIsAdmin() ? [...changes, away, move] : [away, move];
  return (
    <>
      <ActionMenu label={t("moreOfSlot")} actions={actions} />
      {asked === "capacity" && <CapacityDialog slot={slot} onClose={close} />}
      {asked === "absence" && (
        <AbsenceDialog
          resourceId={slot.resourceId}
          name={slot.resourceName}
          day={day.name}
          zone={zone}
          onClose={close}
        />
      )}
      {asked === "move" && (
        <MoveBookingsDialog
          resourceId={slot.resourceId}
          from={day.from.toISOString()}
          until={day.to.toISOString()}
          onClose={close}
        />
      )}
    </>
  );
}
