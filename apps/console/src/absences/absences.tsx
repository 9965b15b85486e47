import type { Absence, Resource } from "@holdfast/client";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { client, trpc } from "../holdfast.ts";
import { dayIn, dayNameOf, useFormats } from "../time/index.ts";
import { Button, Failure, SkeletonRows } from "../ui/index.ts";
import { AbsencePeople } from "./absence-people.tsx";
import "./absences.css";

const PAGE_ABSENCES = 50;

/** Shows the slots, bookings and absences anew after an absence has changed them. */
export function useAbsencesAgain() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      [trpc.absences, trpc.slots, trpc.waitlist, trpc.bookings, trpc.audit].map((noun) =>
        queries.invalidateQueries({ queryKey: noun.pathKey() }),
      ),
    );
}

/** When a doctor or a show is away, who has to be told, and the end of it. */
export function Absences({ resource, zone }: { resource: Resource; zone: string }) {
  const t = useTranslations("absences");
  const absences = useInfiniteQuery(
    trpc.absences.list.infiniteQueryOptions(
      { resourceId: resource.id, limit: PAGE_ABSENCES },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  if (absences.isPending) return <SkeletonRows count={2} />;
  if (absences.isError) return <Failure error={absences.error} onRetry={() => absences.refetch()} />;
  const items = absences.data.pages.flatMap((page) => page.items).filter(({ endedAt }) => endedAt === null);
  return (
    <>
      {items.length === 0 && <p className="muted">{t("none")}</p>}
      <ul>
        {items.map((absence) => (
          <li key={absence.id} className="absence">
            <AbsenceRow absence={absence} zone={zone} />
          </li>
        ))}
      </ul>
      {absences.hasNextPage && (
        <Button isPending={absences.isFetchingNextPage} onPress={() => absences.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </>
  );
}

/** Returns the function that says when somebody is away: by days where it is whole days, as the form makes them. */
function useWhen(zone: string): (absence: Pick<Absence, "from" | "until">) => string {
  const { dateTime, shortDay } = useFormats(zone);
  return ({ from, until }) => {
    const last = new Date(Date.parse(until) - 1);
    const [first, end] = [
      dayIn(dayNameOf(from, zone), zone),
      dayIn(dayNameOf(last.toISOString(), zone), zone),
    ];
    const isWhole = +first.from === Date.parse(from) && +end.to === Date.parse(until);
    if (!isWhole) return `${dateTime(from)} – ${dateTime(until)}`;
    return first.name === end.name ? shortDay(from) : `${shortDay(from)} – ${shortDay(last)}`;
  };
}

function AbsenceRow({ absence, zone }: { absence: Absence; zone: string }) {
  const t = useTranslations("absences");
  const when = useWhen(zone);
  const readAgain = useAbsencesAgain();
  const [isTold, setTold] = useState(false);
  const end = useMutation({
    mutationFn: () => client.absences.end.mutate({ id: absence.id }),
    onSettled: readAgain,
  });
  return (
    <>
      <p>
        <strong className="numbers">{when(absence)}</strong> {absence.reason}
        <br />
        <span className="muted">{t("counts", { bookings: absence.bookings, entries: absence.entries })}</span>
      </p>
      <div className="resource-actions">
        <Button onPress={() => setTold(true)}>{t("people")}</Button>
        <Button isPending={end.isPending} onPress={() => end.mutate()}>
          {t("end")}
        </Button>
      </div>
      {isTold && <AbsencePeople absence={absence} zone={zone} onClose={() => setTold(false)} />}
    </>
  );
}
