import type { Texts } from "../texts/index.ts";

interface CustomerLinksProps {
  /** Of the booking's page. */
  path: string;
  words: Texts["booking"];
  /** Whether names and answers may be changed, too. */
  isAsked?: boolean;
}

/** The ways to mend a name or a contact, names and answers, and to let somebody else come. */
export function CustomerLinks({ path, words, isAsked = false }: CustomerLinksProps) {
  return (
    <p class="actions">
      {isAsked && <a href={`${path}/details`}>{words.changeDetails}</a>}
      <a href={`${path}/customer`}>{words.correction.link}</a>
      <a href={`${path}/hand-over`}>{words.handOver.link}</a>
    </p>
  );
}
