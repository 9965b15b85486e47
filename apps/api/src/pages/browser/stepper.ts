import { content } from "./page.ts";
import { texts } from "./texts.ts";

/** Puts a button for one fewer, and one for one more, beside the field for the number of places. */
export function addSteppers(): void {
  for (const input of content().querySelectorAll<HTMLInputElement>("input[data-stepper]")) {
    const stepper = document.createElement("div");
    stepper.className = "stepper";
    input.replaceWith(stepper);
    stepper.append(
      button("−", texts.fewer, () => input.stepDown()),
      input,
      button("+", texts.more, () => input.stepUp()),
    );
  }
}

function button(sign: string, label: string, step: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "step";
  made.textContent = sign;
  made.ariaLabel = label;
  made.addEventListener("click", step);
  return made;
}
