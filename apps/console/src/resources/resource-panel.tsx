import type { Resource, Slot } from "@holdfast/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Archive, ArchiveRestore, CalendarOff, CalendarPlus, Lock, Pencil } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { AbsenceDialog, Absences } from "../absences/index.ts";
import { History } from "../history/index.ts";
import { trpc } from "../holdfast.ts";
import { useIsAdmin } from "../session/index.ts";
import { dayNameOf, todayIn, useFormats } from "../time/index.ts";
import { Button, ConfirmDialog, Failure, Link, Panel, SkeletonRows } from "../ui/index.ts";
import { useZoneOf } from "../venue/index.ts";
import { NewSlotsDialog } from "./new-slots-dialog.tsx";
import { ResourceDialog } from "./resource-dialog.tsx";
import { useArchive } from "./use-archive.ts";

const PAGE_SLOTS = 50;

/** A doctor or a show: what it is, its next times, and its history. */
export function ResourcePanel({ resource, onClose }: { resource: Resource; onClose: () => void }) {
  const t = useTranslations("resources");
  const zone = useZoneOf().zoneOf(resource.id);
  const isAdmin = useIsAdmin();
  const [asked, setAsked] = useState<"edit" | "slots" | "archive" | "absence">();
  const close = () => setAsked(undefined);
  const archive = useArchive(resource.id);
  const isArchived = resource.archivedAt !== null;
  return (
    <Panel title={resource.name} onClose={onClose}>
      <p className="muted">
        {[t(`kinds.${resource.kind}`), resource.specialization, zone].filter(Boolean).join(" · ")}
      </p>
      {isArchived && <p className="notice">{t("archivedHelp")}</p>}
      {isAdmin && (
        <div className="resource-actions">
          <Button look="primary" isDisabled={isArchived} onPress={() => setAsked("slots")}>
            <CalendarPlus size={18} aria-hidden />
            {t("addSlots")}
          </Button>
          <Button onPress={() => setAsked("edit")}>
            <Pencil size={16} aria-hidden />
            {t("edit")}
          </Button>
          <Button
            isPending={archive.isPending}
            onPress={() => (isArchived ? archive.mutate(false) : setAsked("archive"))}
          >
            {isArchived ? <ArchiveRestore size={16} aria-hidden /> : <Archive size={16} aria-hidden />}
            {isArchived ? t("unarchive") : t("archive")}
          </Button>
        </div>
      )}
      <section className="booking-group">
        <h3>{t("absences")}</h3>
        <Absences resource={resource} zone={zone} />
        <Button onPress={() => setAsked("absence")}>
          <CalendarOff size={16} aria-hidden />
          {t("addAbsence")}
        </Button>
      </section>
      <section className="booking-group">
        <h3>{t("nextSlots")}</h3>
        <NextSlots resource={resource} zone={zone} />
      </section>
      <section className="booking-group">
        <h3>{t("history")}</h3>
        <History of={{ resourceId: resource.id }} zone={zone} />
      </section>
      <ConfirmDialog
        title={t("archiveTitle", { name: resource.name })}
        isOpen={asked === "archive"}
        onClose={close}
        action={t("archive")}
        isPending={archive.isPending}
        onConfirm={() => archive.mutate(true, { onSettled: close })}
      >
        <p>{t("archiveText")}</p>
      </ConfirmDialog>
      {asked === "absence" && (
        <AbsenceDialog
          resourceId={resource.id}
          name={resource.name}
          day={todayIn(zone)}
          zone={zone}
          onClose={close}
        />
      )}
      {asked === "edit" && <ResourceDialog resource={resource} onClose={close} />}
      {asked === "slots" && <NewSlotsDialog resource={resource} zone={zone} onClose={close} />}
    </Panel>
  );
}

function NextSlots({ resource, zone }: { resource: Resource; zone: string }) {
  const t = useTranslations("resources");
  const slots = useInfiniteQuery(
    trpc.slots.list.infiniteQueryOptions(
      { resourceId: resource.id, limit: PAGE_SLOTS },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  if (slots.isPending) return <SkeletonRows count={4} />;
  if (slots.isError) return <Failure error={slots.error} onRetry={() => slots.refetch()} />;
  const items = slots.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <p className="muted">{t("noSlots")}</p>;
  return (
    <>
      <ul>
        {items.map((slot) => (
          <li key={slot.id} className="next-slot">
            <NextSlot slot={slot} zone={zone} />
          </li>
        ))}
      </ul>
      {slots.hasNextPage && (
        <Button isPending={slots.isFetchingNextPage} onPress={() => slots.fetchNextPage()}>
          {t("moreSlots")}
        </Button>
      )}
    </>
  );
}

function NextSlot({ slot, zone }: { slot: Slot; zone: string }) {
  const { shortDay, times } = useFormats(zone);
  return (
    <Link
      to="/today"
      search={{ day: dayNameOf(slot.startsAt, zone), slot: slot.id }}
      className="next-slot-link numbers"
    >
      <span>
        {shortDay(slot.startsAt)}, {times(slot.startsAt, slot.endsAt)}
      </span>
      <span className="muted">
        {slot.closed && <Lock size={12} aria-hidden />} {slot.booked}/{slot.capacity}
      </span>
    </Link>
  );
}
