import ICAL from "ical.js";

/* Calendars as another library than the product's writer reads them. */

/** An entry as a client sees it. */
export interface SeenEvent {
  uid: string;
  sequence: number;
  status: string;
  summary: string;
  description: string | null;
  startsAt: string;
  endsAt: string;
  zone: string;
  stamp: string;
}

/** Parses a calendar with its own time zones. */
export function parseCalendar(text: string) {
  const root = new ICAL.Component(ICAL.parse(text));
  const zones = new Map(
    root
      .getAllSubcomponents("vtimezone")
      .map((zone) => [String(zone.getFirstPropertyValue("tzid")), new ICAL.Timezone(zone)]),
  );
  const events = root.getAllSubcomponents("vevent").map((component): SeenEvent => {
    const timeOf = (name: string) => {
      const property = component.getFirstProperty(name);
      const time = component.getFirstPropertyValue(name) as ICAL.Time;
      const tzid = property?.getFirstParameter("tzid");
      const zone = tzid === undefined ? undefined : zones.get(tzid);
      if (tzid !== undefined && !zone) throw new Error(`there is no VTIMEZONE of ${tzid}`);
      if (tzid === undefined && time.zone !== ICAL.Timezone.utcTimezone) throw new Error(`${name} floats`);
      if (zone) time.zone = zone;
      return { text: new Date(time.toUnixTime() * 1000).toISOString(), zone: tzid ?? "UTC" };
    };
    const textOf = (name: string) => component.getFirstPropertyValue(name) as string | null;
    return {
      uid: String(textOf("uid")),
      sequence: Number(component.getFirstPropertyValue("sequence")),
      status: String(textOf("status")),
      summary: String(textOf("summary")),
      description: textOf("description"),
      startsAt: timeOf("dtstart").text,
      endsAt: timeOf("dtend").text,
      zone: timeOf("dtstart").zone,
      stamp: timeOf("dtstamp").text,
    };
  });
  return { root, method: root.getFirstPropertyValue("method"), events };
}

/** The only entry of a calendar. */
export function onlyEvent(text: string): SeenEvent {
  const { events } = parseCalendar(text);
  if (events.length !== 1 || !events[0]) throw new Error(`${events.length} entries`);
  return events[0];
}
