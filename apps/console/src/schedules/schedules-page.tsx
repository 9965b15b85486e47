import type { Schedule } from "@holdfast/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { trpc } from "../holdfast.ts";
import { useIsAdmin } from "../session/index.ts";
import { Button, Link, ListState, PageHead } from "../ui/index.ts";
import { useResources } from "../venue/index.ts";
import { hoursText } from "./hours.ts";
import { NewScheduleDialog } from "./new-schedule-dialog.tsx";
import { SchedulePanel } from "./schedule-panel.tsx";
import { useRuleText } from "./use-rule-text.ts";
import "./schedules.css";

const PAGE_SCHEDULES = 100;

/** The rules that make times ahead. */
export function SchedulesPage() {
  const t = useTranslations("schedules");
  const isAdmin = useIsAdmin();
  const [isNew, setNew] = useState(false);
  const { schedule: openId } = useSearch({ from: "/schedules" });
  const navigate = useNavigate({ from: "/schedules" });
  const { data: resources = [] } = useResources();
  const schedules = useInfiniteQuery(
    trpc.schedules.list.infiniteQueryOptions(
      { limit: PAGE_SCHEDULES },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  const items = schedules.data?.pages.flatMap((page) => page.items) ?? [];
  const names = new Map(resources.map(({ id, name }) => [id, name]));
  const open = items.find(({ id }) => id === openId);
  return (
    <>
      <PageHead title={t("title")}>
        {isAdmin && resources.length > 0 && (
          <div className="page-head-end">
            <Button look="primary" onPress={() => setNew(true)}>
              <Plus size={18} aria-hidden />
              {t("add")}
            </Button>
          </div>
        )}
      </PageHead>
      <div className="with-panel">
        <div className="list-part">
          <ListState
            reading={schedules}
            isEmpty={items.length === 0}
            empty={t("empty")}
            emptyHelp={t("emptyHelp")}
          />
          {items.length > 0 && (
            <ul className="card">
              {items.map((schedule) => (
                <li key={schedule.id} className="list-row">
                  <ScheduleRow
                    schedule={schedule}
                    name={names.get(schedule.resourceId) ?? ""}
                    isOpen={schedule.id === openId}
                  />
                </li>
              ))}
            </ul>
          )}
          {schedules.hasNextPage && (
            <Button isPending={schedules.isFetchingNextPage} onPress={() => schedules.fetchNextPage()}>
              {t("more")}
            </Button>
          )}
        </div>
        {open && (
          <SchedulePanel
            key={open.id}
            schedule={open}
            name={names.get(open.resourceId) ?? ""}
            onClose={() => navigate({ search: {}, replace: true })}
          />
        )}
      </div>
      {isNew && (
        <NewScheduleDialog
          resources={resources.filter(({ archivedAt }) => archivedAt === null)}
          onClose={() => setNew(false)}
          onCreated={(schedule) => navigate({ search: { schedule } })}
        />
      )}
    </>
  );
}

interface ScheduleRowProps {
  schedule: Schedule;
  name: string;
  isOpen: boolean;
}

function ScheduleRow({ schedule, name, isOpen }: ScheduleRowProps) {
  const t = useTranslations("schedules");
  const ruleText = useRuleText();
  const { id, rrule, slotMinutes, capacity } = schedule;
  return (
    <Link
      to="/schedules"
      search={{ schedule: id }}
      replace
      preload={false}
      className="list-line"
      data-open={isOpen || undefined}
    >
      <span>
        <strong>{name}</strong>
        <small className="muted numbers">
          {ruleText(rrule)}, {hoursText(schedule)}
        </small>
      </span>
      <span className="small muted numbers">{t("each", { minutes: slotMinutes, count: capacity })}</span>
    </Link>
  );
}
