import type { RouterOutputs, Schedule } from "@holdfast/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CalendarX, Trash2 } from "lucide-react";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { useTranslations } from "use-intl";
import { client, trpc } from "../holdfast.ts";
import { useIsAdmin } from "../session/index.ts";
import { useFormats } from "../time/index.ts";
import { Button, tellDone } from "../ui/index.ts";
import { fileNameOf, textOfFile } from "./holiday-file.ts";

type HolidayFile = Schedule["holidays"][number];

/** A day has no zone of its own. */
const noonOf = (day: string) => `${day}T12:00:00Z`;

/** The calendar files whose days are without times, and what is booked on the days of the last import. */
export function Holidays({ schedule }: { schedule: Schedule }) {
  const t = useTranslations("schedules");
  const isAdmin = useIsAdmin();
  const importing = useImport(schedule.id);
  const chosen = (files: FileList | null) => {
    const [file] = files ?? [];
    if (file) importing.mutate(file);
  };
  return (
    <section className="booking-group">
      <h3>{t("holidays")}</h3>
      {schedule.holidays.length === 0 && <p className="muted">{t("noHolidays")}</p>}
      <ul>
        {schedule.holidays.map((file) => (
          <li key={file.file}>
            <File scheduleId={schedule.id} file={file} />
          </li>
        ))}
      </ul>
      {isAdmin && (
        <div className="actions">
          <FileTrigger acceptedFileTypes={[".ics", "text/calendar"]} onSelect={chosen}>
            <Button isPending={importing.isPending}>
              <CalendarX size={16} aria-hidden />
              {t("importHolidays")}
            </Button>
          </FileTrigger>
        </div>
      )}
      {importing.data && <Imported imported={importing.data} zone={schedule.timeZone} />}
    </section>
  );
}

function File({ scheduleId, file: { file, days } }: { scheduleId: string; file: HolidayFile }) {
  const t = useTranslations("schedules");
  const { shortDay } = useFormats("UTC");
  const isAdmin = useIsAdmin();
  const readAgain = useSchedulesAgain();
  const remove = useMutation({
    mutationFn: () => client.schedules.removeHolidays.mutate({ id: scheduleId, file }),
    onSuccess: readAgain,
  });
  return (
    <details className="holiday-file">
      <summary>
        <strong>{file}</strong> <span className="muted">{t("holidayDays", { count: days.length })}</span>
      </summary>
      <ul className="small">
        {days.map(({ day, name }) => (
          <li key={day}>
            <span className="numbers">
              {shortDay(noonOf(day))} {day.slice(0, 4)}
            </span>{" "}
            {name}
          </li>
        ))}
      </ul>
      {isAdmin && (
        <Button isPending={remove.isPending} onPress={() => remove.mutate()}>
          <Trash2 size={16} aria-hidden />
          {t("removeHolidays", { file })}
        </Button>
      )}
    </details>
  );
}

type ImportedHolidays = RouterOutputs["schedules"]["importHolidays"];

/** What staff have to look at after an import. */
function Imported({ imported, zone }: { imported: ImportedHolidays; zone: string }) {
  const t = useTranslations("schedules");
  const { dateTime } = useFormats(zone);
  const { timedEvents, bookedSlots, bookedSlotsTotal } = imported;
  return (
    <>
      {timedEvents > 0 && <p className="notice">{t("timedEvents", { count: timedEvents })}</p>}
      {bookedSlotsTotal > 0 && (
        <div className="notice notice-danger" role="alert">
          <p>{t("bookedHolidays", { count: bookedSlotsTotal })}</p>
          <ul className="numbers">
            {bookedSlots.map(({ id, startsAt, booked, waiting }) => (
              <li key={id}>
                {dateTime(startsAt)}: {t("bookedSlot", { booked, waiting })}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

/** Shows schedules and slots anew. */
function useSchedulesAgain() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      [trpc.schedules, trpc.slots, trpc.audit].map((noun) =>
        queries.invalidateQueries({ queryKey: noun.pathKey() }),
      ),
    );
}

function useImport(id: string) {
  const t = useTranslations("schedules");
  const readAgain = useSchedulesAgain();
  return useMutation({
    mutationFn: async (file: globalThis.File) =>
      client.schedules.importHolidays.mutate({
        id,
        file: fileNameOf(file.name),
        calendar: textOfFile(await file.arrayBuffer()),
      }),
    onSuccess: async ({ importedDays }) => {
      tellDone(t("importedDays", { count: importedDays }));
      await readAgain();
    },
  });
}
