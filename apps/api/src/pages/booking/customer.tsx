import { randomUUID } from "node:crypto";
import {
  ERRORS,
  type ExpandedBooking,
  type HandedOverBooking,
  HoldfastError,
  handOverBookingInput,
  updateBookingInput,
} from "@holdfast/contract";
import { handOverBooking, updateBooking } from "@holdfast/core";
import { isOwnOrigin, requireUnguessable } from "../../auth/index.ts";
import { tokenOf } from "../cookies.ts";
import { type Form, readForm } from "../forms.ts";
import { respondPage } from "../layout.tsx";
import { type Faults, Field, Summary } from "../parts/field.tsx";
import { SlotTime } from "../parts/time.tsx";
import { redirect } from "../redirect.ts";
import type { Texts } from "../texts/index.ts";
import { timesOf } from "../texts/index.ts";
import { idOf, type Visit } from "../visit.ts";
import { isTold, readBooking, respondBooking } from "./respond.tsx";

/** What a form with a name and a contact is for: a mistake is mended, or somebody else comes. */
type CustomerChange = "customer" | "hand-over";

/** What was typed, to be shown again. */
interface Typed {
  customer_name: string;
  customer_contact: string;
}

const typedOf = (form: Form): Typed => ({
  customer_name: form("customer_name"),
  customer_contact: form("customer_contact"),
});

/** Responds with the form: for a correction it has what is known, for somebody else nothing. */
export async function respondCustomerForm(visit: Visit, change: CustomerChange): Promise<Response> {
  const booking = await readBooking(visit);
  const isCorrection = change === "customer";
  const typed = {
    customer_name: isCorrection ? booking.customerName : "",
    customer_contact: isCorrection ? (booking.customerContact ?? "") : "",
  };
  return respondForm(visit, booking, change, typed, {});
}

/** Corrects name and contact, and leads back to the booking. */
export async function takeCorrection(visit: Visit): Promise<Response> {
  const { c, deps } = visit;
  const id = idOf(c);
  const typed = typedOf(await readForm(c));
  const { customer_name: customerName, customer_contact: customerContact } = typed;
  const { data, error } = updateBookingInput.safeParse({ id, customerName, customerContact });
  if (!data) {
    const faults = faultsOf(
      visit.texts,
      typed,
      error.issues.map(({ path }) => path.join("_")),
    );
    return respondForm(visit, await readBooking(visit), "customer", typed, faults);
  }
  return orTold(visit, "customer", typed, async () => {
    await updateBooking(deps, data);
    return redirect(c, `/b/${id}?note=corrected`);
  });
}

/** Hands the booking over, and shows the link for who has it now: no later page has that. */
export async function takeHandOver(visit: Visit): Promise<Response> {
  const { c, deps } = visit;
  const form = await readForm(c);
  const typed = typedOf(form);
  const idempotencyKey = form("idempotency_key") || undefined;
  requireUnguessable(deps, "idempotency_key", idempotencyKey);
  const customer = { name: typed.customer_name, contact: typed.customer_contact };
  const shown = { id: idOf(c), token: tokenOf(c, "booking") };
  const { data, error } = handOverBookingInput.safeParse({ ...shown, customer, idempotencyKey });
  if (!data) {
    const faults = faultsOf(
      visit.texts,
      typed,
      error.issues.map(({ path }) => path.join("_")),
    );
    return respondForm(visit, await readBooking(visit), "hand-over", typed, faults);
  }
  return orTold(visit, "hand-over", typed, async () => {
    const booking = await handOverBooking(deps, data);
    const { handedOverTitle } = visit.texts.booking;
    return respondPage(visit, { title: handedOverTitle }, <HandedOver visit={visit} booking={booking} />);
  });
}

/** What is wrong with the fields, by the paths of the schema's issues: `customerName` here, `customer_name` there. */
function faultsOf({ fields }: Texts, { customer_name }: Typed, paths: readonly string[]): Faults {
  const isWrong = (...names: string[]) => names.some((name) => paths.includes(name));
  return {
    ...(isWrong("customerName", "customer_name") && {
      customer_name: customer_name.trim() === "" ? fields.nameMissing : fields.nameUnfit,
    }),
    ...(isWrong("customerContact", "customer_contact") && { customer_contact: fields.contactUnfit }),
  };
}

/** Responds with what is made, or with the booking and why it was refused; where a contact is missing, with the form. */
async function orTold(
  visit: Visit,
  change: CustomerChange,
  typed: Typed,
  make: () => Promise<Response>,
): Promise<Response> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof HoldfastError && error.code === "CONTACT_REQUIRED") {
      const faults = { customer_contact: visit.texts.fields.contactMissing };
      return respondForm(visit, await readBooking(visit), change, typed, faults);
    }
    if (error instanceof HoldfastError && isTold(error)) return respondBooking(visit, error);
    throw error;
  }
}

function respondForm(
  visit: Visit,
  booking: ExpandedBooking,
  change: CustomerChange,
  typed: Typed,
  faults: Faults,
): Promise<Response> {
  const { texts } = visit;
  const words = texts.booking[change === "customer" ? "correction" : "handOver"];
  const isRefused = Object.keys(faults).length > 0;
  return respondPage(
    visit,
    { title: words.title, status: isRefused ? ERRORS.INVALID_INPUT.status : 200 },
    <article class="page-customer">
      <p class="crumb">
        <a href={`/b/${booking.id}`}>{texts.booking.backToBooking}</a>
      </p>
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      <Summary faults={faults} texts={texts} />
      <CustomerForm visit={visit} booking={booking} change={change} typed={typed} faults={faults} />
    </article>,
  );
}

interface CustomerFormProps {
  visit: Visit;
  booking: ExpandedBooking;
  change: CustomerChange;
  typed: Typed;
  faults: Faults;
}

function CustomerForm({ visit, booking, change, typed, faults }: CustomerFormProps) {
  const { texts, language } = visit;
  const { correction, handOver } = texts.booking;
  const isCorrection = change === "customer";
  const { startsAt, endsAt, resource, slot } = booking;
  const isContactNeeded = (slot?.maxPerContact ?? null) !== null;
  const hint = isCorrection ? texts.fields.contactHint : handOver.contactHint;
  const times = timesOf(language, resource?.timeZone ?? null);
  return (
    <form class="card" method="post" action={`/b/${booking.id}/${change}`}>
      <p>
        <strong>{booking.resourceName}</strong>,{" "}
        <SlotTime startsAt={startsAt} endsAt={endsAt} times={times} />
      </p>
      {!isCorrection && <input type="hidden" name="idempotency_key" value={randomUUID()} />}
      <Field
        name="customer_name"
        label={isCorrection ? texts.fields.name : handOver.name}
        value={typed.customer_name}
        faults={faults}
        input={{ autocomplete: isCorrection ? "name" : "off", required: true, dir: "auto" }}
      />
      <Field
        name="customer_contact"
        label={isCorrection ? texts.fields.contact : handOver.contact}
        value={typed.customer_contact}
        faults={faults}
        hint={isContactNeeded ? texts.fields.contactNeededHint : hint}
        input={{ autocomplete: isCorrection ? "email" : "off", required: isContactNeeded, dir: "auto" }}
      />
      <p class="actions">
        <button class="button" type="submit">
          {isCorrection ? correction.button : handOver.button}
        </button>
      </p>
    </form>
  );
}

/** The address of this server, as far as it is known; a path alone leads nobody here who gets it in a message. */
function ownAddress({ c, site }: Visit): string {
  const origin = c.req.header("Origin");
  return site.publicUrl ?? (origin !== undefined && isOwnOrigin(c, origin) ? origin : "");
}

/** The link of the new customer. The one of the visitor leads nowhere from here on. */
function HandedOver({ visit, booking }: { visit: Visit; booking: HandedOverBooking }) {
  const { texts } = visit;
  const words = texts.booking.handOver;
  const link = `${ownAddress(visit)}/b/${booking.id}#${booking.token}`;
  return (
    <article class="page-customer">
      <h1>{texts.booking.handedOverTitle}</h1>
      <section class="card">
        <p>{words.done(booking.customerName)}</p>
        <p>
          <a href={link} data-handed-over="">
            {link}
          </a>
        </p>
        <p class="aside">{words.doneHint}</p>
      </section>
    </article>
  );
}
