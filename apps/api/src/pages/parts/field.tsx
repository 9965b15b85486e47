import type { Texts } from "../texts/index.ts";

/** What is wrong with fields, by their names. */
export type Faults = Readonly<Record<string, string>>;

interface FieldProps {
  name: string;
  label: string;
  value: string;
  faults: Faults;
  hint?: string | undefined;
  /** Whether the label says that it has to be filled in. */
  isMarked?: boolean;
  /** Attributes of the input. */
  input?: Record<string, string | number | boolean | undefined>;
}

/** Says to the eye that a field has to be filled in; its input says it to everything else. */
export const Mark = () => <span aria-hidden="true"> *</span>;

/** A field of a form: its label, the input, its hint and its fault. */
export function Field({ name, label, value, faults, hint, isMarked = false, input = {} }: FieldProps) {
  const fault = faults[name];
  const described = [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(" ");
  return (
    <div class={fault ? "field faulty" : "field"}>
      <label for={name} dir="auto">
        {label}
        {isMarked && <Mark />}
      </label>
      <input
        id={name}
        name={name}
        value={value}
        aria-describedby={described || undefined}
        aria-invalid={fault ? "true" : undefined}
        {...input}
      />
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {fault && (
        <p class="fault" id={`${name}-fault`}>
          {fault}
        </p>
      )}
    </div>
  );
}

/** All faults of a form, each with a link to its field. It gets the focus. */
export function Summary({ faults, texts }: { faults: Faults; texts: Texts }) {
  const all = Object.entries(faults);
  if (all.length === 0) return null;
  return (
    <section class="notice bad" role="alert" tabindex={-1} data-focus="">
      <h2>{texts.fields.summary(all.length)}</h2>
      <ul>
        {all.map(([name, fault]) => (
          <li>
            <a href={`#${name}`}>{fault}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
