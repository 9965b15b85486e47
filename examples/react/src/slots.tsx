import type { Slot } from "@holdfast/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { trpc } from "./holdfast.ts";
import { explain, when } from "./text.ts";

const PAGE_ITEMS = 10;

/** The slots that can be booked, ten more at a time. */
export function Slots({ isBusy, onChoose }: { isBusy: boolean; onChoose: (slot: Slot) => void }) {
  const slots = useInfiniteQuery(
    trpc.slots.list.infiniteQueryOptions(
      { availableOnly: true, limit: PAGE_ITEMS },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  if (slots.isPending) return <p>Looking for free places …</p>;
  if (slots.isLoadingError) return <Failure error={slots.error} onRetry={() => slots.refetch()} />;
  // What was read stays, also where a later page, or reading it anew, failed.
  const readOn = () => (slots.isFetchNextPageError ? slots.fetchNextPage() : slots.refetch());
  const failure = slots.isError && <Failure error={slots.error} onRetry={readOn} />;
  const items = slots.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return failure || <p>Everything is sold out.</p>;
  return (
    <>
      <ul>
        {items.map((slot) => (
          <li key={slot.id}>
            <span>
              {slot.resourceName}
              <small>
                {when(slot.startsAt)}, {slot.available} free
              </small>
            </span>
            <button type="button" disabled={isBusy} onClick={() => onChoose(slot)}>
              Hold
            </button>
          </li>
        ))}
      </ul>
      {failure}
      {slots.hasNextPage && !failure && (
        <button type="button" disabled={slots.isFetchingNextPage} onClick={() => slots.fetchNextPage()}>
          More
        </button>
      )}
    </>
  );
}

/** What went wrong, and a way to go on. */
function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <>
      <p role="alert">{explain(error)}</p>
      <button type="button" onClick={onRetry}>
        Try again
      </button>
    </>
  );
}
