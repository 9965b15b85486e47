import { Button } from "react-aria-components/Button";
import { Group } from "react-aria-components/Group";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { NumberField as AriaNumberField, type NumberFieldProps } from "react-aria-components/NumberField";
import { Below, type FieldTexts } from "./field-parts.tsx";

/** A number, with a button for one more and one for one less. */
export function NumberField({ label, help, ...props }: FieldTexts & NumberFieldProps) {
  return (
    <AriaNumberField {...props} className="field">
      <Label className="field-label">{label}</Label>
      <Group className="number-group">
        <Button slot="decrement" className="step">
          −
        </Button>
        <Input className="input numbers" />
        <Button slot="increment" className="step">
          +
        </Button>
      </Group>
      <Below help={help} />
    </AriaNumberField>
  );
}
