import { ERRORS, type ExpandedBooking, HoldfastError } from "@holdfast/contract";
import { confirmOrReacquireBooking, updateBooking } from "@holdfast/core";
import { errorHeaders } from "../../http/index.ts";
import { type Form, readForm } from "../forms.ts";
import { respondPage } from "../layout.tsx";
import { Summary } from "../parts/field.tsx";
import { SlotTime } from "../parts/time.tsx";
import { redirect } from "../redirect.ts";
import { timesOf } from "../texts/index.ts";
import { idOf, type Visit } from "../visit.ts";
import { type Details, isAsked, knownDetails, readDetails, refusedDetails } from "./details-typed.ts";
import { Filled } from "./last-step.tsx";
import { isTold, readBooking, respondBooking } from "./respond.tsx";

/* Who comes, and the answers to questions: given with the confirmation, and changed afterwards. */

/** What the form is sent for. */
type Purpose = "confirm" | "details";

/** Responds with the form alone; where nothing is asked, with the booking. */
export async function respondDetails(visit: Visit): Promise<Response> {
  const booking = await readBooking(visit);
  if (!isAsked(booking)) return redirect(visit.c, `/b/${booking.id}`);
  return respondForm(visit, booking, "details", knownDetails(booking));
}

/** Saves what was filled in, and leads back to the booking. */
export async function takeDetails(visit: Visit): Promise<Response> {
  const form = await readForm(visit.c);
  return take(visit, form, "details", async () => redirect(visit.c, `/b/${idOf(visit.c)}?note=answered`));
}

/** Confirms a booking, with what was filled in where something is asked. */
export async function takeConfirmation(visit: Visit): Promise<Response> {
  const { c, deps } = visit;
  const form = await readForm(c);
  const id = idOf(c);
  return take(visit, form, "confirm", async () => {
    // Who confirms a moment too late means it all the same.
    await confirmOrReacquireBooking(deps, { id, reacquire: true });
    return redirect(c, `/b/${id}`);
  });
}

/** Whether the form has the fields of what is asked. */
const isFilledIn = (form: Form): boolean => form("details") !== "";

async function take(
  visit: Visit,
  form: Form,
  purpose: Purpose,
  then: () => Promise<Response>,
): Promise<Response> {
  try {
    if (isFilledIn(form)) {
      const booking = await readBooking(visit);
      const isWhole = purpose === "confirm";
      const read = readDetails(visit.texts, booking, form, isWhole);
      if ("details" in read) return await respondAgain(visit, booking, purpose, read.details);
      await updateBooking(visit.deps, read.input);
    }
    return await then();
  } catch (error) {
    if (!(error instanceof HoldfastError)) throw error;
    if (isAboutDetails(error)) {
      const booking = await readBooking(visit);
      const details = isFilledIn(form)
        ? refusedDetails(visit.texts, booking, form, error)
        : { ...knownDetails(booking), faults: refusedDetails(visit.texts, booking, form, error).faults };
      return respondAgain(visit, booking, purpose, details, error);
    }
    if (isTold(error)) return respondBooking(visit, error);
    throw error;
  }
}

const isAboutDetails = ({ code, issues }: HoldfastError): boolean =>
  code === "ANSWERS_MISSING" ||
  (code === "INVALID_INPUT" && /^(attendees|answers)/.test(issues?.[0]?.path ?? ""));

/** Responds with what was typed: on the page of a reservation, beside the time that is left. */
async function respondAgain(
  visit: Visit,
  booking: ExpandedBooking,
  purpose: Purpose,
  details: Details,
  error = new HoldfastError("INVALID_INPUT"),
): Promise<Response> {
  if (purpose === "confirm" && booking.status === "PENDING") return respondBooking(visit, error, details);
  return respondForm(visit, booking, purpose, details, error);
}

function respondForm(
  visit: Visit,
  booking: ExpandedBooking,
  purpose: Purpose,
  details: Details,
  error?: HoldfastError,
): Promise<Response> {
  const { texts, language } = visit;
  const { startsAt, endsAt, resource, resourceName } = booking;
  const times = timesOf(language, resource?.timeZone ?? null);
  return respondPage(
    visit,
    {
      title: texts.details.title,
      ...(error && { status: ERRORS[error.code].status, headers: errorHeaders(error) }),
    },
    <article class="page-customer">
      <p class="crumb">
        <a href={`/b/${booking.id}`}>{texts.booking.backToBooking}</a>
      </p>
      <h1>{texts.details.title}</h1>
      <Summary faults={details.faults} texts={texts} />
      <form class="card" method="post" action={`/b/${booking.id}/${purpose}`}>
        <p>
          <strong>{resourceName}</strong>, <SlotTime startsAt={startsAt} endsAt={endsAt} times={times} />
        </p>
        <Filled visit={visit} booking={booking} details={details} />
        <p class="actions">
          <button class="button" type="submit">
            {purpose === "confirm" ? texts.booking.takeAgain : texts.details.save}
          </button>
        </p>
      </form>
    </article>,
  );
}
