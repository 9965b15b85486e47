import type { Booking, Resource, Slot } from "@holdfast/client";
import {
  type CSSProperties,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { Group } from "react-aria-components/Group";
import { type Day, minuteOf, useFormats, useNow } from "../time/index.ts";
import { layoutColumn, type Range, rangeOf, ticksOf } from "./layout.ts";
import { SlotBlock } from "./slot-block.tsx";
import { useSeenColumns } from "./use-seen-columns.ts";

interface DayGridProps {
  day: Day;
  columns: readonly { resource: Pick<Resource, "id" | "name" | "specialization">; slots: readonly Slot[] }[];
  bookings: ReadonlyMap<string, Booking[]>;
  openSlotId: string | undefined;
  onOpen: (slotId: string) => void;
  onMove: (bookingId: string, slot: Slot) => void;
  onSeen: (resourceIds: string[]) => void;
}

/** A column for each doctor or show, and the day's slots in it at their times. */
export function DayGrid(props: DayGridProps) {
  const { day, columns, bookings, openSlotId, onOpen, onMove, onSeen } = props;
  const formats = useFormats(day.zone);
  const now = useNow();
  const range = useMemo(
    () =>
      rangeOf(
        day,
        columns.flatMap(({ slots }) => slots),
      ),
    [day, columns],
  );
  const ticks = ticksOf(day, range);
  const scroller = useRef<HTMLDivElement>(null);
  const observe = useSeenColumns(scroller, onSeen);
  const firstId = columns.find(({ slots }) => slots.length > 0)?.slots[0]?.id;
  const [focusedId, setFocusedId] = useState<string>();
  const isThere = columns.some(({ slots }) => slots.some(({ id }) => id === focusedId));
  const tabStop = isThere ? focusedId : (openSlotId ?? firstId);
  const nowMinute = minuteOf(day, new Date(now));
  useScrollToNow(scroller, day, range, nowMinute);
  const height = (range.to - range.from) * range.pixelsPerMinute;
  const top = (minute: number) => (minute - range.from) * range.pixelsPerMinute;
  const bodyStyle = { height, "--hour": `${60 * range.pixelsPerMinute}px` } as CSSProperties;
  const showsNow = nowMinute >= range.from && nowMinute < range.to;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys move between the buttons in it
    <div className="day card" ref={scroller} onKeyDown={moveFocus}>
      <div className="day-axis">
        <div className="day-head" />
        <div className="day-body" style={{ height }} aria-hidden>
          {ticks.map(({ minute, at }) => (
            <span key={minute} className="day-hour numbers" style={{ top: top(minute) }}>
              {formats.time(at)}
            </span>
          ))}
        </div>
      </div>
      {columns.map(({ resource, slots }) => (
        <Group
          key={resource.id}
          className="day-column"
          aria-label={resource.name}
          data-resource={resource.id}
          ref={observe}
        >
          <div className="day-head">
            <h2>{resource.name}</h2>
            <p className="small muted">{resource.specialization}</p>
          </div>
          <ul className="day-body day-hours" style={bodyStyle}>
            {showsNow && <li className="day-now" style={{ top: top(nowMinute) }} aria-hidden />}
            {layoutColumn(day, slots).map((block) => (
              <SlotBlock
                key={block.slot.id}
                block={block}
                top={top(block.from)}
                height={(block.to - block.from) * range.pixelsPerMinute}
                zone={day.zone}
                bookings={bookings.get(block.slot.id) ?? []}
                isOver={Date.parse(block.slot.endsAt) <= now}
                isOpen={block.slot.id === openSlotId}
                isTabStop={block.slot.id === tabStop}
                onOpen={onOpen}
                onFocus={setFocusedId}
                onMove={onMove}
              />
            ))}
          </ul>
        </Group>
      ))}
    </div>
  );
}

const SCROLL_BEFORE_PIXELS = 120;

/** Shows what happens now when the page opens, and when another day is chosen. */
function useScrollToNow(
  scroller: RefObject<HTMLDivElement | null>,
  day: Day,
  range: Range,
  minute: number,
): void {
  const shown = useRef("");
  useEffect(() => {
    const key = `${day.name} ${day.zone}`;
    if (!scroller.current || shown.current === key) return;
    shown.current = key;
    if (minute > range.from && minute < range.to)
      scroller.current.scrollTop = (minute - range.from) * range.pixelsPerMinute - SCROLL_BEFORE_PIXELS;
  });
}

const STEPS: Record<string, { column: number; block: number }> = {
  ArrowUp: { column: 0, block: -1 },
  ArrowDown: { column: 0, block: 1 },
  ArrowLeft: { column: -1, block: 0 },
  ArrowRight: { column: 1, block: 0 },
};

/** Moves the focus to the slot before or after, or to the nearest one of the column beside. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  const target = event.target as HTMLElement;
  const column = target.closest<HTMLElement>(".day-column");
  if (!step || !column || !target.matches("[data-slot]")) return;
  event.preventDefault();
  const blocksOf = (element: Element) => [...element.querySelectorAll<HTMLElement>("[data-slot]")];
  if (step.block !== 0) {
    const blocks = blocksOf(column);
    blocks[blocks.indexOf(target) + step.block]?.focus();
    return;
  }
  const columns = [...event.currentTarget.querySelectorAll(".day-column")];
  for (let index = columns.indexOf(column) + step.column; columns[index]; index += step.column) {
    const middle = middleOf(target);
    const distance = (block: HTMLElement) => Math.abs(middleOf(block) - middle);
    const [nearest] = blocksOf(columns[index] as Element).sort(
      (first, second) => distance(first) - distance(second),
    );
    if (!nearest) continue;
    nearest.focus();
    return;
  }
}

function middleOf(element: HTMLElement): number {
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2;
}
