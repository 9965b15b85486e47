import { Label } from "react-aria-components/Label";
import { TextArea as AriaTextArea } from "react-aria-components/TextArea";
import { TextField as AriaTextField, type TextFieldProps } from "react-aria-components/TextField";
import { Below, type FieldTexts } from "./field-parts.tsx";

/** Several lines of text. */
export function TextArea({ label, help, rows, ...props }: FieldTexts & { rows: number } & TextFieldProps) {
  return (
    <AriaTextField {...props} className="field">
      <Label className="field-label">{label}</Label>
      <AriaTextArea className="input text-area" rows={rows} />
      <Below help={help} />
    </AriaTextField>
  );
}
