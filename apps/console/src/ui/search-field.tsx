import { Search, X } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { SearchField as AriaSearchField, type SearchFieldProps } from "react-aria-components/SearchField";
import type { FieldTexts } from "./field-parts.tsx";

/** A text to look for; `help` stands in the empty field. */
export function SearchField({
  label,
  help,
  ...props
}: Omit<FieldTexts, "help"> & { help: string } & SearchFieldProps) {
  return (
    <AriaSearchField {...props} className="field search-field">
      <Label className="visually-hidden">{label}</Label>
      <div className="search-box">
        <Search size={18} aria-hidden />
        <Input className="input" placeholder={help} />
        <Button className="date-open">
          <X size={16} aria-hidden />
        </Button>
      </div>
    </AriaSearchField>
  );
}
