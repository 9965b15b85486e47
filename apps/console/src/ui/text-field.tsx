import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { TextField as AriaTextField, type TextFieldProps } from "react-aria-components/TextField";
import { Below, type FieldTexts } from "./field-parts.tsx";

/** A line of text. */
export function TextField({
  label,
  help,
  placeholder,
  ...props
}: FieldTexts & { placeholder?: string } & TextFieldProps) {
  return (
    <AriaTextField {...props} className="field">
      <Label className="field-label">{label}</Label>
      <Input className="input" {...(placeholder !== undefined && { placeholder })} />
      <Below help={help} />
    </AriaTextField>
  );
}
