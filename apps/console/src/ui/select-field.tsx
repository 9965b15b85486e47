import { Check, ChevronDown } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Select as AriaSelect, SelectValue } from "react-aria-components/Select";

interface SelectFieldProps<Id extends string> {
  label: string;
  /** Only screen readers need a label that the page says otherwise. */
  isLabelHidden?: boolean;
  options: readonly { id: Id; name: string }[];
  value: Id | null;
  onChange: (id: Id) => void;
  placeholder?: string;
}

/** One of several. */
export function SelectField<Id extends string>(props: SelectFieldProps<Id>) {
  const { label, isLabelHidden = false, options, value, onChange, placeholder } = props;
  return (
    <AriaSelect
      className="field"
      value={value}
      onChange={(id) => id !== null && onChange(id as Id)}
      {...(placeholder !== undefined && { placeholder })}
    >
      <Label className={isLabelHidden ? "visually-hidden" : "field-label"}>{label}</Label>
      <Button className="select-button">
        <SelectValue className="select-value" />
        <ChevronDown size={16} aria-hidden />
      </Button>
      <Popover className="popover">
        <ListBox className="list-box" items={options}>
          {(option) => (
            <ListBoxItem className="menu-item" id={option.id} textValue={option.name}>
              {({ isSelected }) => (
                <>
                  <span className="select-value">{option.name}</span>
                  {isSelected && <Check size={16} aria-hidden />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
