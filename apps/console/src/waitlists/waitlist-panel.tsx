import type { Slot, WaitlistEntry } from "@holdfast/client";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { client, trpc } from "../holdfast.ts";
import { dayNameOf, useFormats } from "../time/index.ts";
import { Button, ConfirmDialog, Failure, Link, Panel, SkeletonRows } from "../ui/index.ts";
import { useZoneOf } from "../venue/index.ts";
import { nextOf } from "./next.ts";

const PAGE_ENTRIES = 100;

/** The waitlist of one time: who waits, and who gets the next place. */
export function WaitlistPanel({ slotId, onClose }: { slotId: string; onClose: () => void }) {
  const t = useTranslations("waitlists");
  const slot = useQuery(trpc.slots.get.queryOptions({ id: slotId }));
  return (
    <Panel title={slot.data?.resourceName ?? t("title")} onClose={onClose}>
      {slot.isPending && <SkeletonRows count={4} />}
      {slot.isError && <Failure error={slot.error} onRetry={() => slot.refetch()} />}
      {slot.data && <Entries slot={slot.data} />}
    </Panel>
  );
}

function Entries({ slot }: { slot: Slot }) {
  const t = useTranslations("waitlists");
  const zone = useZoneOf().zoneOf(slot.resourceId);
  const { day, times } = useFormats(zone);
  const entries = useInfiniteQuery(
    trpc.waitlist.list.infiniteQueryOptions(
      { slotId: slot.id, limit: PAGE_ENTRIES },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  if (entries.isPending) return <SkeletonRows count={4} />;
  if (entries.isError) return <Failure error={entries.error} onRetry={() => entries.refetch()} />;
  const items = entries.data.pages.flatMap((page) => page.items);
  const next = nextOf(items, slot.capacity);
  return (
    <>
      <p className="muted numbers">
        {day(slot.startsAt)}, {times(slot.startsAt, slot.endsAt)}
      </p>
      <p>{t("rule")}</p>
      {items.length === 0 && <p className="muted">{t("nobody")}</p>}
      <ol>
        {items.map((entry) => (
          <EntryRow key={entry.id} entry={entry} zone={zone} isNext={entry === next} />
        ))}
      </ol>
      {entries.hasNextPage && (
        <Button isPending={entries.isFetchingNextPage} onPress={() => entries.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
      <Link to="/today" search={{ day: dayNameOf(slot.startsAt, zone), slot: slot.id }}>
        {t("toDay")}
      </Link>
    </>
  );
}

interface EntryRowProps {
  entry: WaitlistEntry;
  zone: string;
  isNext: boolean;
}

function EntryRow({ entry, zone, isNext }: EntryRowProps) {
  const t = useTranslations("waitlists");
  const { dateTime } = useFormats(zone);
  const queries = useQueryClient();
  const [isAsked, setAsked] = useState(false);
  const close = () => setAsked(false);
  const leave = useMutation({
    mutationFn: () => client.waitlist.leave.mutate({ id: entry.id }),
    onSettled: () => {
      close();
      return Promise.all(
        [trpc.waitlist, trpc.slots].map((noun) => queries.invalidateQueries({ queryKey: noun.pathKey() })),
      );
    },
  });
  const name = entry.customerName;
  return (
    <li className="entry">
      <span className="entry-position numbers">{entry.position}</span>
      <span className="entry-who">
        <strong>
          {name}
          {entry.quantity > 1 && <span className="numbers"> × {entry.quantity}</span>}
        </strong>{" "}
        {isNext && <span className="badge badge-accent">{t("next")}</span>}
        <span className="small muted entry-line">{entry.customerContact ?? t("noContact")}</span>
        <span className="small muted entry-line">{t("since", { time: dateTime(entry.createdAt) })}</span>
      </span>
      <Button look="quiet" aria-label={t("removeOf", { name })} onPress={() => setAsked(true)}>
        {t("remove")}
      </Button>
      <ConfirmDialog
        title={t("removeTitle")}
        isOpen={isAsked}
        onClose={close}
        action={t("remove")}
        isPending={leave.isPending}
        onConfirm={() => leave.mutate()}
      >
        <p>{t("removeText", { name })}</p>
      </ConfirmDialog>
    </li>
  );
}
