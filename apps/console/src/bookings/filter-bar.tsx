import type { Resource } from "@holdfast/client";
import { SlidersHorizontal, X } from "lucide-react";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { BOOKING_STATUSES } from "../search.ts";
import { Button, DayField, SearchField, SelectField } from "../ui/index.ts";
import { countOf, type FilterSearch } from "./filters.ts";

const ALL = "all";
const TEXT_MAX_CHARACTERS = 100;

interface FilterBarProps {
  search: FilterSearch;
  resources: readonly Resource[];
  onChange: (change: FilterSearch) => void;
}

/** What narrows the list. A phone shows the search alone until it is asked for the others. */
export function FilterBar({ search, resources, onChange }: FilterBarProps) {
  const t = useTranslations("bookings");
  const [isOpen, setOpen] = useState(false);
  const count = countOf(search);
  return (
    <search className="filters" data-open={isOpen || undefined}>
      <TextFilter value={search.q} onChange={(q) => onChange({ q })} />
      <Button className="filters-more" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        <SlidersHorizontal size={18} aria-hidden />
        {t("filters", { count })}
      </Button>
      <div className="filters-others">
        <OtherFilters search={search} resources={resources} onChange={onChange} />
        {count > 0 && (
          <Button
            look="quiet"
            onPress={() =>
              onChange({ status: undefined, resource: undefined, from: undefined, to: undefined })
            }
          >
            <X size={16} aria-hidden />
            {t("clear")}
          </Button>
        )}
      </div>
    </search>
  );
}

function OtherFilters({ search, resources, onChange }: FilterBarProps) {
  const t = useTranslations("bookings");
  return (
    <>
      <SelectField
        label={t("status")}
        options={[ALL, ...BOOKING_STATUSES].map((id) => ({ id, name: t(`statuses.${id as "all"}`) }))}
        value={search.status ?? ALL}
        onChange={(id) => onChange({ status: BOOKING_STATUSES.find((status) => status === id) })}
      />
      <SelectField
        label={t("resource")}
        options={[{ id: ALL, name: t("anyResource") }, ...resources.map(({ id, name }) => ({ id, name }))]}
        value={search.resource ?? ALL}
        onChange={(id) => onChange({ resource: id === ALL ? undefined : id })}
      />
      <DayField
        label={t("from")}
        value={search.from ?? null}
        onChange={(from) => onChange({ from: from ?? undefined })}
      />
      <DayField
        label={t("to")}
        value={search.to ?? null}
        onChange={(to) => onChange({ to: to ?? undefined })}
      />
    </>
  );
}

/** Searches once the text is entered, not at every letter. */
function TextFilter({
  value = "",
  onChange,
}: {
  value: string | undefined;
  onChange: (text: string | undefined) => void;
}) {
  const t = useTranslations("bookings");
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onChange(text.trim() || undefined);
  };
  return (
    <form className="filters-text" onSubmit={submit}>
      <SearchField
        label={t("search")}
        help={t("searchHelp")}
        value={text}
        onChange={setText}
        onClear={() => onChange(undefined)}
        maxLength={TEXT_MAX_CHARACTERS}
      />
    </form>
  );
}
