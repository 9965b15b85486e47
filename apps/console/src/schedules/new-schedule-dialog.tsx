import type { Resource } from "@holdfast/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useTranslations } from "use-intl";
import { client, trpc } from "../holdfast.ts";
import { dayAfter, dayIn, todayIn } from "../time/index.ts";
import {
  ComboField,
  DayField,
  Dialog,
  Form,
  NumberField,
  PerContactField,
  SelectField,
} from "../ui/index.ts";
import { useZoneOf } from "../venue/index.ts";
import { type Days, DaysFields, DEFAULT_DAYS, isChosen, ruleOfDays } from "./days-fields.tsx";
import { type Hours, hoursInput } from "./hours.ts";
import { HoursList } from "./hours-list.tsx";
import { Preview } from "./preview.tsx";

const SLOT_MAX_MINUTES = 24 * 60;
const CAPACITY_MAX_PLACES = 1_000_000;
const HORIZON_MAX_DAYS = 366;
/** A preview of four weeks, and a day: a change of clocks is in it where one is near. */
const PREVIEW_DAYS = 29;
const ZONES = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];

/** A schedule as the form has it. */
interface Draft {
  resourceId: string;
  days: Days;
  timeZone: string;
  startsOn: string;
  endsOn: string | null;
  hours: readonly Hours[];
  slotMinutes: number;
  gapMinutes: number;
  capacity: number;
  maxPerContact: number | null;
  horizonDays: number;
}

const toInput = ({ days, hours, ...fields }: Draft) => ({
  ...fields,
  ...hoursInput(hours),
  rrule: ruleOfDays(days),
});

interface NewScheduleDialogProps {
  resources: readonly Resource[];
  onClose: () => void;
  onCreated: (id: string) => void;
}

/** Makes a rule, and shows what it would make while it is being written. */
export function NewScheduleDialog({ resources, onClose, onCreated }: NewScheduleDialogProps) {
  const t = useTranslations("schedules");
  const { zoneOf, zone } = useZoneOf();
  const [draft, setDraft] = useState<Draft>(() => ({
    resourceId: resources[0]?.id ?? "",
    days: DEFAULT_DAYS,
    timeZone: zoneOf(resources[0]?.id ?? "") ?? zone,
    startsOn: dayAfter(todayIn(zone), 1),
    endsOn: null,
    hours: [{ opensAt: "09:00", closesAt: "12:00" }],
    slotMinutes: 30,
    gapMinutes: 0,
    capacity: 1,
    maxPerContact: null,
    horizonDays: 60,
  }));
  const change = (changed: Partial<Draft>) => setDraft((before) => ({ ...before, ...changed }));
  const create = useCreate((id) => {
    onCreated(id);
    onClose();
  });
  const shown = useDeferredValue(draft);
  const isWhole = isChosen(shown.days);
  const submit = () => {
    if (isChosen(draft.days)) create.mutate(draft);
  };
  return (
    <Dialog title={t("add")} isOpen onClose={onClose}>
      <Form
        action={t("create")}
        isPending={create.isPending}
        isDisabled={!isWhole}
        onSubmit={submit}
        onCancel={onClose}
      >
        <SelectField
          label={t("resource")}
          options={resources.map(({ id, name }) => ({ id, name }))}
          value={draft.resourceId}
          onChange={(resourceId) => change({ resourceId, timeZone: zoneOf(resourceId) })}
        />
        <DaysFields value={draft.days} onChange={(days) => change({ days })} />
        <HoursFields draft={draft} onChange={change} />
        {isWhole ? (
          <Preview input={{ ...toInput(shown), ...previewRange(shown) }} />
        ) : (
          <p className="notice">{t("noWeekday")}</p>
        )}
      </Form>
    </Dialog>
  );
}

const previewRange = ({ startsOn, timeZone }: Draft) => ({
  from: dayIn(startsOn, timeZone).from.toISOString(),
  to: dayIn(dayAfter(startsOn, PREVIEW_DAYS - 1), timeZone).to.toISOString(),
});

function useCreate(onCreated: (id: string) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (draft: Draft) => client.schedules.create.mutate(toInput(draft)),
    onSuccess: async ({ id }) => {
      await Promise.all(
        [trpc.schedules, trpc.slots].map((noun) => queries.invalidateQueries({ queryKey: noun.pathKey() })),
      );
      onCreated(id);
    },
  });
}

function HoursFields({ draft, onChange }: { draft: Draft; onChange: (changed: Partial<Draft>) => void }) {
  const t = useTranslations("schedules");
  return (
    <>
      <HoursList value={draft.hours} onChange={(hours) => onChange({ hours })} />
      <div className="form-row">
        <NumberField
          label={t("length")}
          value={draft.slotMinutes}
          onChange={(slotMinutes) => onChange({ slotMinutes })}
          minValue={1}
          maxValue={SLOT_MAX_MINUTES}
        />
        <NumberField
          label={t("gap")}
          value={draft.gapMinutes}
          onChange={(gapMinutes) => onChange({ gapMinutes })}
          minValue={0}
          maxValue={SLOT_MAX_MINUTES}
        />
        <NumberField
          label={t("capacity")}
          value={draft.capacity}
          onChange={(capacity) => onChange({ capacity })}
          minValue={1}
          maxValue={CAPACITY_MAX_PLACES}
        />
        <PerContactField
          value={draft.maxPerContact}
          onChange={(maxPerContact) => onChange({ maxPerContact })}
        />
      </div>
      <div className="form-row form-row-wide">
        <DayField
          label={t("firstDay")}
          value={draft.startsOn}
          onChange={(day) => day !== null && onChange({ startsOn: day })}
          isRequired
        />
        <DayField label={t("lastDay")} value={draft.endsOn} onChange={(endsOn) => onChange({ endsOn })} />
        <NumberField
          label={t("horizon")}
          value={draft.horizonDays}
          onChange={(horizonDays) => onChange({ horizonDays })}
          minValue={1}
          maxValue={HORIZON_MAX_DAYS}
        />
      </div>
      <ComboField
        label={t("timeZone")}
        options={ZONES}
        value={draft.timeZone}
        onChange={(timeZone) => timeZone !== null && onChange({ timeZone })}
      />
    </>
  );
}
