import { ERRORS, HoldfastError, holderInput } from "@holdfast/contract";
import { requireBookingToken, requireEntryToken } from "@holdfast/core";
import type { Context } from "hono";
import { asGuess, type ShownToken } from "../../auth/index.ts";
import type { Env } from "../../http/index.ts";
import { giveToken, type Held, HOLDERS, tokenOf } from "../cookies.ts";
import { readForm } from "../forms.ts";
import { respondPage } from "../layout.tsx";
import { Field, Summary } from "../parts/field.tsx";
import { redirect } from "../redirect.ts";
import type { Site } from "../site.ts";
import { idOf, type Visit, visitOf } from "../visit.ts";

/* The door of a booking, and of an entry: who has its token comes in, by a cookie that the token is kept in. */

const NOT_FOUND = { booking: "BOOKING_NOT_FOUND", entry: "WAITLIST_ENTRY_NOT_FOUND" } as const;
const CHECKS = { booking: requireBookingToken, entry: requireEntryToken } as const;

/** Where pages look for the token. Who has none yet, as after opening a mail, has guessed nothing. */
export const shownBy = (site: Site, held: Held): ShownToken => ({
  read: (c) => tokenOf(c, held),
  onMissing: (c) => respondDoor(visitOf(c, site), held),
});

/** Which door an error stands for; undefined for any other error. */
export const doorOf = ({ code }: HoldfastError): Held | undefined =>
  (Object.keys(NOT_FOUND) as Held[]).find((held) => NOT_FOUND[held] === code);

/** Responds with the field for the code. It is the same whether there is such a booking or not. */
export function respondDoor(visit: Visit, held: Held, isWrong = false): Promise<Response> {
  const { c, texts } = visit;
  const words = held === "booking" ? texts.booking : texts.waiting;
  const path = `${HOLDERS[held]}/${c.req.param("id") ?? c.req.path.split("/")[2]}`;
  const faults = isWrong ? { token: texts.fields.tokenUnfit } : {};
  return respondPage(
    visit,
    { title: words.doorTitle, status: ERRORS[NOT_FOUND[held]].status },
    <>
      <Summary faults={faults} texts={texts} />
      <form class="card lone" method="post" action={`${path}/token`} data-plain="" data-door="">
        <h1>{words.doorTitle}</h1>
        <p>{words.doorText}</p>
        <Field
          name="token"
          label={texts.fields.token}
          value=""
          faults={faults}
          input={{ autocomplete: "off", autocapitalize: "none", spellcheck: "false", required: true }}
        />
        <p class="actions">
          <button class="button" type="submit">
            {texts.booking.doorButton}
          </button>
        </p>
      </form>
    </>,
  );
}

/** Takes a code, and lets the browser in for as long as it keeps the cookie. */
export async function takeToken(c: Context<Env>, site: Site, held: Held): Promise<Response> {
  const deps = c.get("deps");
  const id = idOf(c);
  const form = await readForm(c);
  // Who copies the link instead of the code means the same.
  const { data: token } = holderInput.shape.token.safeParse(form("token").split("#").at(-1)?.trim());
  try {
    await asGuess(deps, c.get("client"), () => CHECKS[held](deps, { id, token }));
  } catch (error) {
    const isWrong = error instanceof HoldfastError && error.code === NOT_FOUND[held];
    if (!isWrong) throw error;
    deps.requestLimits?.countFailure(c.get("client"), error, false);
    return respondDoor(visitOf(c, site), held, true);
  }
  return redirect(c, `${HOLDERS[held]}/${id}`, giveToken(c, site, held, id, token ?? ""));
}
