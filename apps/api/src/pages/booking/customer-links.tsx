import type { Texts } from "../texts/index.ts";

interface CustomerLinksProps {
  /** Of the booking's page. */
  path: string;
  words: Texts["booking"];
}

/** The ways to mend a name or a contact, and to let somebody else come. */
export function CustomerLinks({ path, words }: CustomerLinksProps) {
  return (
    <p class="actions">
      <a href={`${path}/customer`}>{words.correction.link}</a>
      <a href={`${path}/hand-over`}>{words.handOver.link}</a>
    </p>
  );
}
