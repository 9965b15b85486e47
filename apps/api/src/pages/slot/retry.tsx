import { ERRORS, type HoldfastError } from "@holdfast/contract";
import { errorHeaders } from "../../http/index.ts";
import type { Form } from "../forms.ts";
import { respondPage } from "../layout.tsx";
import type { Visit } from "../visit.ts";

const KEPT = ["customer_name", "customer_contact", "quantity", "idempotency_key"] as const;

/** Responds where not even the slot can be read: one button sends the same form again. */
export function respondRetry(visit: Visit, form: Form, error: HoldfastError): Promise<Response> {
  const { c, texts } = visit;
  return respondPage(
    visit,
    { title: texts.slot.busy, status: ERRORS[error.code].status, headers: errorHeaders(error) },
    <form class="card lone" method="post" action={c.req.path}>
      <h1>{texts.slot.busy}</h1>
      <p>{texts.slot.busyText}</p>
      {KEPT.map((name) => (
        <input type="hidden" name={name} value={form(name)} />
      ))}
      <p class="actions">
        <button class="button" type="submit">
          {texts.tryAgain}
        </button>
      </p>
    </form>,
  );
}
