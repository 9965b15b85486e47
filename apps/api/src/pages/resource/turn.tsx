interface TurnProps {
  title: string;
  titleId: string;
  /** Undefined: there is nothing before. */
  back: string | undefined;
  backLabel: string;
  on: string;
  onLabel: string;
}

/** What is shown, and the ways to what comes before and after it. */
export const Turn = ({ title, titleId, back, backLabel, on, onLabel }: TurnProps) => (
  <div class="turn">
    {back === undefined ? (
      <span class="arrow" />
    ) : (
      <a class="arrow" id="earlier" href={back} data-swap="">
        <span aria-hidden="true">‹</span>
        <span class="hidden">{backLabel}</span>
      </a>
    )}
    <h2 id={titleId}>{title}</h2>
    <a class="arrow" id="later" href={on} data-swap="">
      <span aria-hidden="true">›</span>
      <span class="hidden">{onLabel}</span>
    </a>
  </div>
);
