import { ChevronDown } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { ComboBox } from "react-aria-components/ComboBox";
import { Group } from "react-aria-components/Group";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Below, type FieldTexts } from "./field-parts.tsx";

interface ComboFieldProps extends FieldTexts {
  options: readonly string[];
  value: string | null;
  onChange: (value: string | null) => void;
}

/** One of so many that it is found by typing. */
export function ComboField({ label, help, options, value, onChange }: ComboFieldProps) {
  return (
    <ComboBox
      className="field"
      defaultItems={options.map((id) => ({ id }))}
      value={value}
      onChange={(id) => onChange(id === null ? null : String(id))}
    >
      <Label className="field-label">{label}</Label>
      <Group className="combo-group">
        <Input className="input" />
        <Button className="date-open">
          <ChevronDown size={16} aria-hidden />
        </Button>
      </Group>
      <Below help={help} />
      <Popover className="popover">
        <ListBox className="list-box">
          {({ id }: { id: string }) => (
            <ListBoxItem className="menu-item" id={id} textValue={id}>
              {id.replaceAll("_", " ")}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
