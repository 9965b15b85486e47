import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import { wholeMinute } from "../minute.ts";
import { ResourceView, type ResourceViewProps } from "./view.tsx";

/* In a rush all look at the same day: what they see is rendered once, for all who see the same. */

/** Renderings of the same slots that are kept: other days beside them, languages, minutes. */
const KEPT_MAX_RENDERINGS = 8;

/** By the slots. As long as none of them changes, reads give the same array, and nothing keeps another one here. */
const kept = new WeakMap<object, Map<string, string>>();

/** The view of a resource, as of the minute that has begun. */
export async function renderResource(props: ResourceViewProps): Promise<Child> {
  const { visit, shown } = props;
  const now = wholeMinute(visit.now);
  const render = async () => String(await (<ResourceView {...props} visit={{ ...visit, now }} />));
  if (shown.upcoming.length > 0) return raw(await render());
  const renderings = kept.get(shown.slots) ?? new Map<string, string>();
  kept.set(shown.slots, renderings);
  const key = keyOf(props, now);
  const html = renderings.get(key) ?? (await render());
  if (renderings.size >= KEPT_MAX_RENDERINGS) renderings.clear();
  renderings.set(key, html);
  return raw(html);
}

/** All that a view depends on, beside the slots. */
function keyOf({ visit, resource, times, asked, shown }: ResourceViewProps, now: number): string {
  const { id, name, specialization } = resource;
  const { keys, free, day, isCut, next } = shown;
  return JSON.stringify([
    now,
    visit.language,
    times.timeZone,
    [id, name, specialization],
    asked,
    [keys[0], keys.length, day, isCut],
    [...free],
    next?.startsAt,
  ]);
}
