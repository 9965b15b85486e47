import type { Slot } from "@holdfast/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { trpc } from "../holdfast.ts";
import { useFormats } from "../time/index.ts";
import { Button, Empty, Failure, Link, PageHead, SelectField, SkeletonRows } from "../ui/index.ts";
import { useResources, useZoneOf } from "../venue/index.ts";
import { WaitlistPanel } from "./waitlist-panel.tsx";
import "./waitlists.css";

const ALL = "all";
const PAGE_SLOTS = 500;
/** Where nobody waits, more pages are read by themselves up to here; then somebody has to ask for them. */
const PAGES_READ_ALONE = 4;

/** The coming times for which somebody waits. */
export function WaitlistsPage() {
  const t = useTranslations("waitlists");
  const search = useSearch({ from: "/waitlists" });
  const navigate = useNavigate({ from: "/waitlists" });
  const { data: resources = [] } = useResources();
  const options = [{ id: ALL, name: t("all") }, ...resources.map(({ id, name }) => ({ id, name }))];
  return (
    <>
      <PageHead title={t("title")}>
        <div className="waitlists-resource">
          <SelectField
            label={t("resource")}
            isLabelHidden
            options={options}
            value={search.resource ?? ALL}
            onChange={(id) => navigate({ search: id === ALL ? {} : { resource: id }, replace: true })}
          />
        </div>
      </PageHead>
      <div className="with-panel">
        <Waitlists resourceId={search.resource} openId={search.slot} />
        {search.slot !== undefined && (
          <WaitlistPanel
            key={search.slot}
            slotId={search.slot}
            onClose={() => navigate({ search: ({ slot: _closed, ...rest }) => rest, replace: true })}
          />
        )}
      </div>
    </>
  );
}

function Waitlists({ resourceId, openId }: { resourceId: string | undefined; openId: string | undefined }) {
  const t = useTranslations("waitlists");
  const slots = useInfiniteQuery(
    trpc.slots.list.infiniteQueryOptions(
      { ...(resourceId !== undefined && { resourceId }), limit: PAGE_SLOTS },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  const waiting = (slots.data?.pages ?? []).flatMap(({ items }) => items).filter((slot) => slot.waiting > 0);
  const pages = slots.data?.pages.length ?? 0;
  const { hasNextPage, isFetching, fetchNextPage, isError } = slots;
  const readsOn = waiting.length === 0 && hasNextPage && pages < PAGES_READ_ALONE && !isError;
  useEffect(() => {
    if (readsOn && !isFetching) fetchNextPage();
  }, [readsOn, isFetching, fetchNextPage]);
  if (slots.isPending || readsOn) return <SkeletonRows count={6} />;
  if (slots.isError) return <Failure error={slots.error} onRetry={() => slots.refetch()} />;
  return (
    <div className="waitlists">
      {waiting.length === 0 ? (
        <Empty title={t("empty")}>
          <p>{t("emptyHelp")}</p>
        </Empty>
      ) : (
        <ul className="card">
          {waiting.map((slot) => (
            <li key={slot.id} className="waitlist">
              <WaitlistRow slot={slot} isOpen={slot.id === openId} />
            </li>
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button isPending={slots.isFetchingNextPage} onPress={() => fetchNextPage()}>
          {t("later")}
        </Button>
      )}
    </div>
  );
}

function WaitlistRow({ slot, isOpen }: { slot: Slot; isOpen: boolean }) {
  const t = useTranslations("waitlists");
  const { zoneOf } = useZoneOf();
  const { shortDay, times } = useFormats(zoneOf(slot.resourceId));
  return (
    <Link
      from="/waitlists"
      to="/waitlists"
      search={(before) => ({ ...before, slot: slot.id })}
      replace
      preload={false}
      className="waitlist-link"
      data-open={isOpen || undefined}
    >
      <span>
        <strong>{slot.resourceName}</strong>
        <span className="muted numbers">
          {shortDay(slot.startsAt)}, {times(slot.startsAt, slot.endsAt)}
        </span>
      </span>
      <span className="badge badge-warn numbers">{t("count", { count: slot.waiting })}</span>
    </Link>
  );
}
