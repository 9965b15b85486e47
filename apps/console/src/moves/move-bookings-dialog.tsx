import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { client, trpc } from "../holdfast.ts";
import { dayNameOf, daysBetween } from "../time/index.ts";
import { DayField, Dialog, Failure, Form, SelectField, SkeletonRows, tellDone } from "../ui/index.ts";
import { useResources, useZoneOf } from "../venue/index.ts";
import { MovePlan } from "./move-plan.tsx";
import "./moves.css";

interface MoveBookingsDialogProps {
  resourceId: string;
  /** When the time begins whose bookings are moved. */
  from: string;
  /** When it is over. */
  until: string;
  onClose: () => void;
}

/** Moves all bookings of a doctor's or show's time to a colleague or to other days: shows the plan first, and does what it shows. */
export function MoveBookingsDialog({ resourceId, from, until, onClose }: MoveBookingsDialogProps) {
  const t = useTranslations("moves");
  const { zoneOf, zone: venueZone } = useZoneOf();
  const { data: resources = [] } = useResources();
  const firstDay = dayNameOf(from, zoneOf(resourceId));
  const [toResourceId, setToResourceId] = useState(resourceId);
  const [day, setDay] = useState(firstDay);
  const shiftDays = daysBetween(firstDay, day);
  const isElsewhere = toResourceId !== resourceId || shiftDays !== 0;
  const input = { resourceId, from, until, toResourceId, shiftDays, timeZone: venueZone };
  const preview = useQuery(
    trpc.bookings.previewMoves.queryOptions(input, {
      enabled: isElsewhere,
      placeholderData: keepPreviousData,
    }),
  );
  const plan = isElsewhere && !preview.isPlaceholderData ? preview.data : undefined;
  const readAgain = useMovesAgain();
  const move = useMutation({
    mutationFn: (moves: { bookingId: string; slotId: string }[]) =>
      client.bookings.moveMany.mutate({ resourceId, from, until, moves }),
    onSuccess: ({ moved }) => {
      tellDone(t("done", { count: moved.length }));
      onClose();
    },
    onSettled: readAgain,
  });
  const count = plan?.moves.length ?? 0;
  const name = resources.find(({ id }) => id === resourceId)?.name ?? "";
  return (
    <Dialog title={t("title", { name })} isOpen onClose={onClose}>
      <Form
        action={t("action", { count })}
        isDisabled={count === 0}
        isPending={move.isPending}
        onSubmit={() =>
          plan && move.mutate(plan.moves.map(({ bookingId, slotId }) => ({ bookingId, slotId })))
        }
        onCancel={onClose}
      >
        <p className="muted">{t("text")}</p>
        <div className="form-row form-row-wide">
          <SelectField
            label={t("toWhom")}
            options={resources
              .filter(({ id, archivedAt }) => archivedAt === null || id === resourceId)
              .toSorted((first, second) => first.name.localeCompare(second.name))}
            value={toResourceId}
            onChange={setToResourceId}
          />
          <DayField
            label={dayNameOf(dayEnd(until), zoneOf(resourceId)) === firstDay ? t("day") : t("firstDay")}
            value={day}
            onChange={(chosen) => chosen !== null && setDay(chosen)}
            isRequired
          />
        </div>
        <p role="status" className={plan ? "visually-hidden" : "muted"}>
          {!isElsewhere && t("choose")}
          {plan && `${t("placed", { count })}, ${t("unplaced", { count: plan.unplaced.length })}`}
        </p>
        {isElsewhere && preview.isError && (
          <Failure error={preview.error} onRetry={() => preview.refetch()} />
        )}
        {isElsewhere && !preview.isError && !plan && <SkeletonRows count={4} />}
        {plan && <MovePlan plan={plan} fromZone={zoneOf(resourceId)} toZone={zoneOf(toResourceId)} />}
      </Form>
    </Dialog>
  );
}

/** The last moment of a time that is over then. */
const dayEnd = (until: string): string => new Date(Date.parse(until) - 1).toISOString();

/** Shows bookings, slots and absences anew after bookings were moved. */
function useMovesAgain() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      [trpc.bookings, trpc.slots, trpc.absences, trpc.waitlist, trpc.audit].map((noun) =>
        queries.invalidateQueries({ queryKey: noun.pathKey() }),
      ),
    );
}
