import type { Scan, Slot } from "@holdfast/client";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Download, ScanLine, Upload } from "lucide-react";
import { useState } from "react";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { useTranslations } from "use-intl";
import { client, trpc } from "../holdfast.ts";
import { useFormats } from "../time/index.ts";
import { Button, Dialog, Failure, SkeletonRows, useExplain } from "../ui/index.ts";
import { CheckInDialog } from "./check-in-dialog.tsx";
import { NoScansError, readScansFile } from "./scans-file.ts";

/** Doors of others check people in and out, and no stream tells of it. */
const POLLED_MILLISECONDS = 5_000;
const PAGE_ITEMS = 100;

interface DoorProps {
  slot: Slot;
  zone: string;
}

/** What a door needs of its slot: how many are inside, check-in, and the files for a time without a network. */
export function DoorDialog({ slot, zone, onClose }: DoorProps & { onClose: () => void }) {
  const t = useTranslations("door");
  const { times } = useFormats(zone);
  const [isCheckIn, setCheckIn] = useState(false);
  if (isCheckIn) return <CheckInDialog slot={slot} zone={zone} onClose={() => setCheckIn(false)} />;
  return (
    <Dialog title={t("title")} isOpen onClose={onClose}>
      <p className="muted">
        {slot.resourceName}, {times(slot.startsAt, slot.endsAt)}
      </p>
      <Counts slot={slot} />
      <div className="slot-actions">
        <Button look="primary" onPress={() => setCheckIn(true)}>
          <ScanLine size={18} aria-hidden />
          {t("checkIn")}
        </Button>
      </div>
      <Inside slot={slot} zone={zone} />
      <Offline slot={slot} zone={zone} />
    </Dialog>
  );
}

function Counts({ slot }: { slot: Slot }) {
  const t = useTranslations("door");
  const { data, isError, error, refetch } = useQuery(
    trpc.slots.attendance.queryOptions({ id: slot.id }, { refetchInterval: POLLED_MILLISECONDS }),
  );
  if (isError) return <Failure error={error} onRetry={() => refetch()} />;
  if (!data) return <SkeletonRows count={1} />;
  return (
    <p className="door-counts numbers" aria-live="polite">
      <strong>{t("inside", { count: data.inside })}</strong>
      <br />
      <span className="muted">{t("came", { came: data.checkedIn, expected: data.confirmed })}</span>
    </p>
  );
}

/** Who is inside, by name. */
function Inside({ slot, zone }: DoorProps) {
  const t = useTranslations("door");
  const { time } = useFormats(zone);
  const [isShown, setShown] = useState(false);
  const inside = useInfiniteQuery(
    trpc.slots.inside.infiniteQueryOptions(
      { id: slot.id, limit: PAGE_ITEMS },
      { getNextPageParam: ({ nextCursor }) => nextCursor, enabled: isShown },
    ),
  );
  if (!isShown) return <Button onPress={() => setShown(true)}>{t("who")}</Button>;
  if (inside.isError) return <Failure error={inside.error} onRetry={() => inside.refetch()} />;
  if (!inside.data) return <SkeletonRows count={3} />;
  const items = inside.data.pages.flatMap((page) => page.items);
  return (
    <section className="booking-group">
      <h3>{t("who")}</h3>
      {items.length === 0 && <p className="muted">{t("nobody")}</p>}
      <ul className="door-list">
        {items.map((one) => (
          <li key={one.bookingId}>
            {one.customerName}
            {one.inside > 1 && <b className="numbers"> × {one.inside}</b>}{" "}
            <span className="muted small numbers">
              {time(one.checkedInAt)} · {one.reference}
            </span>
          </li>
        ))}
      </ul>
      {inside.hasNextPage && (
        <Button isPending={inside.isFetchingNextPage} onPress={() => inside.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </section>
  );
}

/** The files for a time without a network: the list before it, the scans after it. */
function Offline({ slot, zone }: DoorProps) {
  const t = useTranslations("door");
  const upload = useUpload(slot);
  const chosen = (files: FileList | null) => {
    const [file] = files ?? [];
    if (file) upload.mutate(file);
  };
  const list = `/api/admin/slots/${slot.id}/door-list`;
  return (
    <section className="booking-group">
      <h3>{t("offline")}</h3>
      <p className="muted small">{t("offlineHelp")}</p>
      <div className="actions">
        <a className="button button-plain" href={list} download>
          <Download size={16} aria-hidden />
          {t("list")}
        </a>
        <a className="button button-plain" href={`${list}.csv`} download>
          <Download size={16} aria-hidden />
          {t("listCsv")}
        </a>
        <FileTrigger acceptedFileTypes={[".json", "application/json"]} onSelect={chosen}>
          <Button isPending={upload.isPending}>
            <Upload size={16} aria-hidden />
            {t("upload")}
          </Button>
        </FileTrigger>
      </div>
      <div aria-live="polite">
        {upload.isError && <UploadFailure error={upload.error} />}
        {upload.data && <Merged merged={upload.data} zone={zone} />}
      </div>
    </section>
  );
}

/** What the parts of a file did, together. */
interface Uploaded {
  items: Scan[];
  changed: Scan[];
}

function useUpload(slot: Slot) {
  const queries = useQueryClient();
  return useMutation({
    meta: { isToldInPlace: true },
    mutationFn: async (file: File): Promise<Uploaded> => {
      const uploaded: Uploaded = { items: [], changed: [] };
      for (const scans of readScansFile(await file.text())) {
        const { items, changed } = await client.slots.mergeScans.mutate({ id: slot.id, scans });
        uploaded.items.push(...items);
        uploaded.changed.push(...changed);
      }
      return uploaded;
    },
    onSettled: () =>
      Promise.all(
        [trpc.slots, trpc.bookings].map((noun) => queries.invalidateQueries({ queryKey: noun.pathKey() })),
      ),
  });
}

function UploadFailure({ error }: { error: unknown }) {
  const t = useTranslations("door");
  const { text } = useExplain()(error);
  return (
    <p className="notice notice-danger" role="alert">
      {error instanceof NoScansError ? t("noScans") : text}
    </p>
  );
}

/** What was merged, and what did not go as it should. */
function Merged({ merged: { items, changed }, zone }: { merged: Uploaded; zone: string }) {
  const t = useTranslations("door");
  const conflicts = [...items, ...changed].filter(({ outcome }) => outcome !== "ACCEPTED");
  return (
    <>
      <p className={`notice ${conflicts.length > 0 ? "notice-danger" : ""}`}>
        {t("merged", { count: items.length, conflicts: conflicts.length })}
      </p>
      <ul className="door-list">
        {conflicts.map((scan) => (
          <Conflict key={scan.scanId} scan={scan} zone={zone} />
        ))}
      </ul>
    </>
  );
}

function Conflict({ scan, zone }: { scan: Scan; zone: string }) {
  const t = useTranslations("door");
  const { dateTime, time } = useFormats(zone);
  const { bookingId, earlierScannedAt, earlierDevice } = scan;
  const booking = useQuery(
    trpc.bookings.get.queryOptions({ id: bookingId ?? "" }, { enabled: bookingId !== null }),
  );
  const { customerName, resourceName, startsAt } = booking.data ?? {};
  return (
    <li>
      <strong>{customerName ?? t("unknownTicket")}</strong>{" "}
      <span className="muted small numbers">
        {dateTime(scan.scannedAt)} {scan.device}
      </span>
      <br />
      {t(`outcomes.${scan.outcome}`)}
      {earlierScannedAt !== null &&
        ` ${t("earlier", { time: time(earlierScannedAt), device: earlierDevice ?? t("desk") })}`}
      {scan.outcome === "WRONG_SLOT" &&
        startsAt !== undefined &&
        ` ${t("isFor", { name: resourceName ?? "", time: dateTime(startsAt) })}`}
    </li>
  );
}
