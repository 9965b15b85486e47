import type { Resource, Slot } from "@holdfast/client";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { ChevronLeft, ChevronRight, ScanLine } from "lucide-react";
import { lazy, Suspense, useCallback, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import { useBookingChanges } from "../booking/index.ts";
import { type Day, dayAfter, dayIn, todayIn, useFormats, useNow } from "../time/index.ts";
import { Button, DayButton, Empty, Failure, Link, PageHead, SelectField, SkeletonRows } from "../ui/index.ts";
import { DemoOffer, ownZone, useResources, venueZone, zonesOf } from "../venue/index.ts";
import { DayGrid } from "./day-grid.tsx";
import { useDayBookings, useDaySlots } from "./use-day.ts";
import "./today.css";

/* What no page needs when it opens. */
const CheckInDialog = lazy(async () => ({ default: (await import("./check-in-dialog.tsx")).CheckInDialog }));
const SlotPanel = lazy(async () => ({ default: (await import("./slot-panel.tsx")).SlotPanel }));

/** The day at the desk: who comes to whom, and when. */
export function TodayPage() {
  const t = useTranslations("today");
  const resources = useResources();
  if (resources.isPending) return <Waiting />;
  if (resources.isError)
    return (
      <>
        <PageHead title={t("title")} />
        <Failure error={resources.error} onRetry={() => resources.refetch()} />
      </>
    );
  return <DayOf resources={resources.data} />;
}

function Waiting() {
  const t = useTranslations("today");
  return (
    <>
      <PageHead title={t("title")} />
      <SkeletonRows count={10} />
    </>
  );
}

function DayOf({ resources }: { resources: readonly Resource[] }) {
  const search = useSearch({ from: "/today" });
  const navigate = useNavigate({ from: "/today" });
  useNow(); // at midnight another day is today
  const zone = venueZone(resources, search.zone);
  const name = search.day ?? todayIn(zone);
  const day = useMemo(() => dayIn(name, zone), [name, zone]);
  const [seen, setSeen] = useState<string[]>([]);
  const { query, slots } = useDaySlots(day, seen);
  const bookings = useDayBookings(day);
  const { move } = useBookingChanges();
  const columns = useMemo(() => columnsOf(resources, slots ?? []), [resources, slots]);
  const open = useCallback(
    (slot: string | undefined) => navigate({ search: (before) => ({ ...before, slot }), replace: true }),
    [navigate],
  );
  const moveTo = useCallback((id: string, slot: Slot) => move.mutate({ id, slotId: slot.id }), [move.mutate]);
  const onSeen = useCallback(
    (ids: string[]) => setSeen((before) => (before.join() === ids.join() ? before : ids)),
    [],
  );
  return (
    <>
      <TodayHead day={day} resources={resources} isToday={name === todayIn(zone)} />
      <div className="with-panel">
        {slots === undefined ? (
          query.isError ? (
            <Failure error={query.error} onRetry={() => query.refetch()} />
          ) : (
            <SkeletonRows count={10} />
          )
        ) : columns.length === 0 ? (
          <NoSlots hasResources={resources.length > 0} />
        ) : (
          <DayGrid
            day={day}
            columns={columns}
            bookings={bookings}
            openSlotId={search.slot}
            onOpen={open}
            onMove={moveTo}
            onSeen={onSeen}
          />
        )}
        {search.slot !== undefined && (
          <Suspense>
            <SlotPanel
              key={search.slot}
              slotId={search.slot}
              slot={slots?.find(({ id }) => id === search.slot)}
              zone={zone}
              onClose={() => open(undefined)}
            />
          </Suspense>
        )}
      </div>
    </>
  );
}

/** A column for each doctor or show that has slots on the day, doctors first, then by name. */
function columnsOf(resources: readonly Resource[], slots: readonly Slot[]) {
  const ofResource = Map.groupBy(slots, ({ resourceId }) => resourceId);
  return resources
    .filter(({ id }) => ofResource.has(id))
    .sort((first, second) => first.kind.localeCompare(second.kind) || first.name.localeCompare(second.name))
    .map((resource) => ({ resource, slots: ofResource.get(resource.id) ?? [] }));
}

function NoSlots({ hasResources }: { hasResources: boolean }) {
  const t = useTranslations("today");
  return (
    <Empty title={hasResources ? t("emptyDay") : t("emptyVenue")}>
      <p>{hasResources ? t("emptyDayHelp") : t("emptyVenueHelp")}</p>
      <Link to="/resources" className="button button-plain">
        {t("toResources")}
      </Link>
      {!hasResources && <DemoOffer />}
    </Empty>
  );
}

interface TodayHeadProps {
  day: Day;
  resources: readonly Resource[];
  isToday: boolean;
}

function TodayHead({ day, resources, isToday }: TodayHeadProps) {
  const t = useTranslations("today");
  const navigate = useNavigate({ from: "/today" });
  const formats = useFormats(day.zone);
  const [isCheckIn, setCheckIn] = useState(false);
  const show = (name: string) => navigate({ search: ({ zone }) => ({ ...(zone && { zone }), day: name }) });
  const zones = [...new Set([...zonesOf(resources), day.zone, ownZone(), "UTC"])];
  return (
    <PageHead title={isToday ? t("title") : formats.weekday(day.from)}>
      <div className="day-choice">
        <Button isIcon aria-label={t("dayBefore")} onPress={() => show(dayAfter(day.name, -1))}>
          <ChevronLeft size={20} aria-hidden />
        </Button>
        <DayButton label={t("day")} text={formats.shortDay(day.from)} value={day.name} onChange={show} />
        <Button isIcon aria-label={t("dayAfter")} onPress={() => show(dayAfter(day.name, 1))}>
          <ChevronRight size={20} aria-hidden />
        </Button>
        {!isToday && <Button onPress={() => show(todayIn(day.zone))}>{t("title")}</Button>}
      </div>
      <div className="page-head-end today-end">
        <div className="zone-choice">
          <SelectField
            label={t("zone")}
            isLabelHidden
            options={zones.map((id) => ({ id, name: id.replaceAll("_", " ") }))}
            value={day.zone}
            onChange={(zone) => navigate({ search: (before) => ({ ...before, zone }) })}
          />
        </div>
        <Button look="primary" onPress={() => setCheckIn(true)}>
          <ScanLine size={18} aria-hidden />
          {t("checkIn")}
        </Button>
      </div>
      {isCheckIn && (
        <Suspense>
          <CheckInDialog zone={day.zone} onClose={() => setCheckIn(false)} />
        </Suspense>
      )}
    </PageHead>
  );
}
