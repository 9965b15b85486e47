import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { client } from "../holdfast.ts";
import { dayIn } from "../time/index.ts";
import { DayField, Dialog, Form, TextField } from "../ui/index.ts";
import { AbsencePeople } from "./absence-people.tsx";
import { useAbsencesAgain } from "./absences.tsx";

const REASON_MAX_CHARACTERS = 200;

interface AbsenceDialogProps {
  resourceId: string;
  name: string;
  /** The day that is offered, such as 2026-12-01. */
  day: string;
  zone: string;
  onClose: () => void;
}

/** Notes that a doctor or a show is away on some days, and then shows who has to be told. */
export function AbsenceDialog({ resourceId, name, day, zone, onClose }: AbsenceDialogProps) {
  const t = useTranslations("absences");
  const [firstDay, setFirstDay] = useState(day);
  const [lastDay, setLastDay] = useState(day);
  const [reason, setReason] = useState("");
  const readAgain = useAbsencesAgain();
  const create = useMutation({
    mutationFn: () =>
      client.absences.create.mutate({
        resourceId,
        from: dayIn(firstDay, zone).from.toISOString(),
        until: dayIn(lastDay, zone).to.toISOString(),
        reason: reason.trim() || null,
      }),
    onSettled: readAgain,
  });
  if (create.data) return <AbsencePeople absence={create.data} zone={zone} onClose={onClose} />;
  const isPossible = firstDay <= lastDay;
  const submit = () => {
    if (isPossible) create.mutate();
  };
  return (
    <Dialog title={t("title", { name })} isOpen onClose={onClose}>
      <Form
        action={t("action")}
        isDisabled={!isPossible}
        isPending={create.isPending}
        onSubmit={submit}
        onCancel={onClose}
      >
        <p>{t("text")}</p>
        <div className="form-row form-row-wide">
          <DayField
            label={t("firstDay")}
            value={firstDay}
            onChange={(chosen) => {
              if (chosen === null) return;
              setFirstDay(chosen);
              if (chosen > lastDay) setLastDay(chosen);
            }}
            isRequired
          />
          <DayField
            label={t("lastDay")}
            value={lastDay}
            onChange={(chosen) => chosen !== null && setLastDay(chosen)}
            isRequired
          />
        </div>
        <TextField
          label={t("reason")}
          value={reason}
          onChange={setReason}
          maxLength={REASON_MAX_CHARACTERS}
        />
      </Form>
    </Dialog>
  );
}
