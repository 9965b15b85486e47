import type { Schedule } from "@holdfast/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { History } from "../history/index.ts";
import { client, trpc } from "../holdfast.ts";
import { useIsAdmin } from "../session/index.ts";
import { noonOf, useFormats } from "../time/index.ts";
import { Button, ConfirmDialog, Panel, tellDone } from "../ui/index.ts";
import { Holidays } from "./holidays.tsx";
import { hoursText } from "./hours.ts";
import { useRuleText } from "./use-rule-text.ts";

interface SchedulePanelProps {
  schedule: Schedule;
  name: string;
  onClose: () => void;
}

/** One rule: what it makes, on which days it does not, and its history. */
export function SchedulePanel({ schedule, name, onClose }: SchedulePanelProps) {
  const t = useTranslations("schedules");
  const common = useTranslations("common");
  const ruleText = useRuleText();
  const isAdmin = useIsAdmin();
  const { day } = useFormats("UTC");
  const [isAsked, setAsked] = useState(false);
  const remove = useDelete(schedule.id, onClose);
  const { rrule, slotMinutes, gapMinutes, capacity, maxPerContact, timeZone, startsOn, endsOn } = schedule;
  return (
    <Panel title={name} onClose={onClose}>
      <dl className="facts">
        <dt>{t("days")}</dt>
        <dd>{ruleText(rrule)}</dd>
        <dt>{t("hours")}</dt>
        <dd className="numbers">
          {hoursText(schedule)} ({timeZone})
        </dd>
        <dt>{t("firstDay")}</dt>
        <dd>{day(noonOf(startsOn))}</dd>
        <dt>{t("lastDay")}</dt>
        <dd>{endsOn === null ? t("noLastDay") : day(noonOf(endsOn))}</dd>
        <dt>{t("length")}</dt>
        <dd className="numbers">{slotMinutes}</dd>
        <dt>{t("gap")}</dt>
        <dd className="numbers">{gapMinutes}</dd>
        <dt>{t("capacity")}</dt>
        <dd className="numbers">{capacity}</dd>
        {maxPerContact !== null && (
          <>
            <dt>{common("perContact")}</dt>
            <dd className="numbers">{maxPerContact}</dd>
          </>
        )}
        <dt>{t("horizon")}</dt>
        <dd className="numbers">{schedule.horizonDays}</dd>
        <dt>{t("exceptions")}</dt>
        <dd className="numbers">{schedule.exceptions.join(", ") || t("noExceptions")}</dd>
      </dl>
      <Holidays schedule={schedule} />
      {isAdmin && (
        <div className="actions">
          <Button onPress={() => setAsked(true)}>
            <Trash2 size={16} aria-hidden />
            {t("delete")}
          </Button>
        </div>
      )}
      <section className="booking-group">
        <h3>{t("history")}</h3>
        <History of={{ scheduleId: schedule.id }} zone={timeZone} />
      </section>
      <ConfirmDialog
        title={t("deleteTitle")}
        action={t("delete")}
        isOpen={isAsked}
        isPending={remove.isPending}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsked(false)}
      >
        {t("deleteText")}
      </ConfirmDialog>
    </Panel>
  );
}

function useDelete(id: string, onDeleted: () => void) {
  const t = useTranslations("schedules");
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => client.schedules.delete.mutate({ id }),
    onSuccess: async ({ slotsDeleted, slotsKept }) => {
      tellDone(t("deleted", { deleted: slotsDeleted, kept: slotsKept }));
      onDeleted();
      await Promise.all(
        [trpc.schedules, trpc.slots].map((noun) => queries.invalidateQueries({ queryKey: noun.pathKey() })),
      );
    },
  });
}
