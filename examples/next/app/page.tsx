import { BookForm } from "./book-form.tsx";
import { holdfast } from "./holdfast.ts";

/** Asked for anew by every visitor: places go fast. */
export const dynamic = "force-dynamic";

/** A server component: it lists what can be booked. */
// biome-ignore lint/style/noDefaultExport: Next.js reads it
export default async function Page() {
  const { items } = await holdfast.slots.list.query({ availableOnly: true, limit: 20 });
  return (
    <>
      <h1>Book a place</h1>
      {items.length === 0 ? <p>Everything is sold out.</p> : <BookForm slots={items} />}
    </>
  );
}
