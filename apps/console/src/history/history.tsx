import { type AuditEntry, bookingReference, type RouterInputs } from "@holdfast/client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { trpc } from "../holdfast.ts";
import { useIsAdmin } from "../session/index.ts";
import { useFormats } from "../time/index.ts";
import { Button, Failure, Link, SkeletonRows } from "../ui/index.ts";
import { changesOf } from "./changes-of.ts";
import "./history.css";

const PAGE_ENTRIES = 50;
const KEYS_STALE_MILLISECONDS = 300_000;

interface HistoryProps {
  /** What the history is of: one subject, as `audit.list` takes it. */
  of: Omit<RouterInputs["audit"]["list"], "limit" | "cursor">;
  zone: string;
  /** Whether each entry leads to its bookings. */
  hasLinks?: boolean;
}

/** What happened to a thing, who did it and when; the oldest first. */
export function History({ of, zone, hasLinks = false }: HistoryProps) {
  const t = useTranslations("history");
  const entries = useInfiniteQuery(
    trpc.audit.list.infiniteQueryOptions(
      { ...of, limit: PAGE_ENTRIES },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  if (entries.isPending) return <SkeletonRows count={3} />;
  if (entries.isError) return <Failure error={entries.error} onRetry={() => entries.refetch()} />;
  const items = entries.data.pages.flatMap((page) => page.items);
  return (
    <>
      <ol className="history">
        {items.map((entry) => (
          <HistoryEntry key={entry.id} entry={entry} zone={zone} hasLinks={hasLinks} />
        ))}
      </ol>
      {entries.hasNextPage && (
        <Button isPending={entries.isFetchingNextPage} onPress={() => entries.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </>
  );
}

interface HistoryEntryProps {
  entry: AuditEntry;
  zone: string;
  hasLinks: boolean;
}

function HistoryEntry({ entry, zone, hasLinks }: HistoryEntryProps) {
  const { dateTime } = useFormats(zone);
  const actionName = useActionName();
  const actorName = useActorName();
  const changes = changesOf(entry);
  return (
    <li className="history-entry">
      <strong>{actionName(entry.action)}</strong>
      <span className="small muted numbers">
        {dateTime(entry.at)} · {actorName(entry.actor)}
      </span>
      {changes.length > 0 && (
        <ul className="small">
          {changes.map(({ field, before, after }) => (
            <li key={field} className="history-change">
              <code>{field}</code> {before !== null && <s>{before}</s>} {after}
            </li>
          ))}
        </ul>
      )}
      {hasLinks && entry.bookingIds.length > 0 && <BookingLinks ids={entry.bookingIds} />}
    </li>
  );
}

/** As many of the bookings that share an entry as are of any use to a reader. */
const LINKS_MAX = 20;

function BookingLinks({ ids }: { ids: readonly string[] }) {
  return (
    <ul className="history-links small numbers">
      {ids.slice(0, LINKS_MAX).map((id) => (
        <li key={id}>
          <Link to="/bookings" search={{ booking: id }}>
            {bookingReference(id)}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Returns the function that says an action in words; one that is newer than this page stays as the server calls it. */
export function useActionName(): (action: string) => string {
  const t = useTranslations("history.actions");
  return (action) => {
    const key = action.replace(".", "_") as "booking_placed";
    return t.has(key) ? t(key) : action;
  };
}

/** Returns the function that says who made a change. Only admins may know which key is whose. */
export function useActorName(): (actor: string) => string {
  const t = useTranslations("history");
  const isAdmin = useIsAdmin();
  const { data } = useQuery(
    trpc.keys.list.queryOptions({}, { enabled: isAdmin, staleTime: KEYS_STALE_MILLISECONDS }),
  );
  return (actor) => {
    if (actor === "public") return t("customer");
    if (actor === "system") return t("system");
    const id = actor.replace(/^key:/, "");
    return data?.items.find((key) => key.id === id)?.name ?? t("staff");
  };
}
