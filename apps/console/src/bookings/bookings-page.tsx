import { useNavigate, useSearch } from "@tanstack/react-router";
import { Download, RefreshCw } from "lucide-react";
import { useCallback, useMemo } from "react";
import { useTranslations } from "use-intl";
import { Button, Empty, Failure, PageHead, SkeletonRows } from "../ui/index.ts";
import { useResources, useZoneOf } from "../venue/index.ts";
import { BookingList } from "./booking-list.tsx";
import { BookingPanel } from "./booking-panel.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { exportUrl, type FilterSearch, toFilters } from "./filters.ts";
import { type Filters, useBookings } from "./use-bookings.ts";
import "./bookings.css";

/** All bookings, whatever became of them. */
export function BookingsPage() {
  const t = useTranslations("bookings");
  const search = useSearch({ from: "/bookings" });
  const navigate = useNavigate({ from: "/bookings" });
  const { data: resources = [] } = useResources();
  const { zone, zoneOf } = useZoneOf();
  const filters = useMemo(() => toFilters(search, zone), [search, zone]);
  const change = (changed: FilterSearch) =>
    navigate({ search: (before) => ({ ...before, ...changed }), replace: true });
  const close = () => navigate({ search: ({ booking: _closed, ...rest }) => rest, replace: true });
  return (
    <>
      <PageHead title={t("title")}>
        {filters.q === undefined && (
          <div className="page-head-end">
            <a className="button button-plain" href={exportUrl(filters, zone)} download>
              <Download size={18} aria-hidden />
              {t("export")}
            </a>
          </div>
        )}
      </PageHead>
      <FilterBar search={search} resources={resources} onChange={change} />
      <div className="with-panel">
        <Bookings filters={filters} openId={search.booking} zoneOf={zoneOf} />
        {search.booking !== undefined && (
          <BookingPanel key={search.booking} id={search.booking} zoneOf={zoneOf} onClose={close} />
        )}
      </div>
    </>
  );
}

interface BookingsProps {
  filters: Filters;
  openId: string | undefined;
  zoneOf: (resourceId: string) => string;
}

function Bookings({ filters, openId, zoneOf }: BookingsProps) {
  const t = useTranslations("bookings");
  const list = useBookings(filters);
  const bookings = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data]);
  const { fetchNextPage, isFetching, isError } = list;
  const readMore = useCallback(() => {
    if (!isFetching && !isError) fetchNextPage();
  }, [fetchNextPage, isFetching, isError]);
  if (list.isPending) return <SkeletonRows count={10} />;
  if (list.isLoadingError) return <Failure error={list.error} onRetry={() => list.refetch()} />;
  if (bookings.length === 0) {
    return (
      <Empty title={Object.keys(filters).length > 0 ? t("nothingFits") : t("empty")}>
        <p>{Object.keys(filters).length > 0 ? t("nothingFitsHelp") : t("emptyHelp")}</p>
      </Empty>
    );
  }
  return (
    <div className="bookings">
      <p className="bookings-count small muted numbers">
        {t(list.hasNextPage ? "atLeast" : "count", { count: bookings.length })}
        <Button look="quiet" isIcon aria-label={t("readAgain")} onPress={() => list.refetch()}>
          <RefreshCw size={16} aria-hidden />
        </Button>
      </p>
      {list.isFetchNextPageError && <Failure error={list.error} onRetry={() => fetchNextPage()} />}
      <BookingList
        bookings={bookings}
        hasMore={list.hasNextPage}
        onMore={readMore}
        openId={openId}
        zoneOf={zoneOf}
      />
    </div>
  );
}
