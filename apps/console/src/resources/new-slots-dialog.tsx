import type { Resource } from "@holdfast/client";
import { Time } from "@internationalized/date";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import { client, trpc } from "../holdfast.ts";
import { dayAfter, todayIn } from "../time/index.ts";
import { DayField, Dialog, Form, NumberField, PerContactField, TimeField, tellDone } from "../ui/index.ts";
import { PLANNED_MAX, type Plan, type PlannedSlot, planSlots } from "./plan-slots.ts";

const HOUR_MINUTES = 60;
const LENGTH_MAX_MINUTES = 24 * HOUR_MINUTES;
const CAPACITY_MAX_PLACES = 1_000_000;

const USUAL = { from: 9 * HOUR_MINUTES, to: 17 * HOUR_MINUTES, lengthMinutes: 30, capacity: 1 };

interface NewSlotsDialogProps {
  resource: Resource;
  zone: string;
  onClose: () => void;
}

/** Adds times to a doctor or show: one, or a row of them on several days. */
export function NewSlotsDialog({ resource, zone, onClose }: NewSlotsDialogProps) {
  const t = useTranslations("newSlots");
  const tomorrow = dayAfter(todayIn(zone), 1);
  const [plan, setPlan] = useState<Plan>({ ...USUAL, firstDay: tomorrow, lastDay: tomorrow });
  const slots = useMemo(() => planSlots(plan, zone), [plan, zone]);
  const isPossible = slots.length > 0 && slots.length <= PLANNED_MAX;
  const add = useAdd(resource, onClose);
  const submit = () => {
    if (isPossible) add.mutate(slots);
  };
  return (
    <Dialog title={t("title", { name: resource.name })} isOpen onClose={onClose}>
      <Form
        action={t("action")}
        isDisabled={!isPossible}
        isPending={add.isPending}
        onSubmit={submit}
        onCancel={onClose}
      >
        <PlanFields plan={plan} onChange={setPlan} />
        <p className={isPossible ? "muted" : "notice"} aria-live="polite">
          {slots.length > PLANNED_MAX
            ? t("tooMany", { max: PLANNED_MAX })
            : t("count", { count: slots.length, zone: zone.replaceAll("_", " ") })}
        </p>
      </Form>
    </Dialog>
  );
}

function useAdd(resource: Resource, onDone: () => void) {
  const t = useTranslations("newSlots");
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (slots: PlannedSlot[]) => client.slots.createMany.mutate({ resourceId: resource.id, slots }),
    onSuccess: ({ items }) => {
      tellDone(t("added", { count: items.length }));
      onDone();
      return queries.invalidateQueries({ queryKey: trpc.slots.pathKey() });
    },
  });
}

const timeOf = (minutes: number) => new Time(Math.floor(minutes / HOUR_MINUTES), minutes % HOUR_MINUTES);
const minutesOf = ({ hour, minute }: { hour: number; minute: number }) => hour * HOUR_MINUTES + minute;

const later = (first: string, second: string) => [first, second].sort()[1] ?? first;

interface PlanFieldsProps {
  plan: Plan;
  onChange: (plan: Plan) => void;
}

function PlanFields({ plan, onChange }: PlanFieldsProps) {
  const t = useTranslations("newSlots");
  const change = (changed: Partial<Plan>) => onChange({ ...plan, ...changed });
  return (
    <>
      <div className="form-row form-row-wide">
        <DayField
          label={t("firstDay")}
          value={plan.firstDay}
          onChange={(day) => day !== null && change({ firstDay: day, lastDay: later(day, plan.lastDay) })}
          isRequired
        />
        <DayField
          label={t("lastDay")}
          value={plan.lastDay}
          onChange={(day) => day !== null && change({ lastDay: day })}
          isRequired
        />
      </div>
      <div className="form-row">
        <TimeField
          label={t("from")}
          value={timeOf(plan.from)}
          onChange={(time) => time && change({ from: minutesOf(time) })}
        />
        <TimeField
          label={t("to")}
          value={timeOf(plan.to)}
          onChange={(time) => time && change({ to: minutesOf(time) })}
        />
      </div>
      <div className="form-row">
        <NumberField
          label={t("length")}
          value={plan.lengthMinutes}
          onChange={(lengthMinutes) => change({ lengthMinutes })}
          minValue={1}
          maxValue={LENGTH_MAX_MINUTES}
          step={1}
        />
        <NumberField
          label={t("capacity")}
          value={plan.capacity}
          onChange={(capacity) => change({ capacity })}
          minValue={1}
          maxValue={CAPACITY_MAX_PLACES}
        />
        <PerContactField
          value={plan.maxPerContact ?? null}
          onChange={(maxPerContact) => change({ maxPerContact })}
        />
      </div>
    </>
  );
}
