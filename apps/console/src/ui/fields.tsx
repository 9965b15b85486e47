import { Check, ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { DateInput, DateSegment } from "react-aria-components/DateField";
import { FieldError } from "react-aria-components/FieldError";
import { Group } from "react-aria-components/Group";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { NumberField as AriaNumberField, type NumberFieldProps } from "react-aria-components/NumberField";
import { Popover } from "react-aria-components/Popover";
import { Select as AriaSelect, SelectValue } from "react-aria-components/Select";
import { Switch as AriaSwitch, type SwitchProps } from "react-aria-components/Switch";
import { Text } from "react-aria-components/Text";
import { TextField as AriaTextField, type TextFieldProps } from "react-aria-components/TextField";
import {
  TimeField as AriaTimeField,
  type TimeFieldProps,
  type TimeValue,
} from "react-aria-components/TimeField";

interface FieldTexts {
  label: string;
  help?: ReactNode;
}

function Below({ help }: { help?: ReactNode }) {
  return (
    <>
      {help && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
      <FieldError className="field-error" />
    </>
  );
}

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

/** A time of the day. */
export function TimeField({ label, help, ...props }: FieldTexts & TimeFieldProps<TimeValue>) {
  return (
    <AriaTimeField {...props} className="field">
      <Label className="field-label">{label}</Label>
      <DateInput className="date-input">
        {(segment) => <DateSegment segment={segment} className="date-segment" />}
      </DateInput>
      <Below help={help} />
    </AriaTimeField>
  );
}

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

/** On or off, at once. */
export function Switch({ children, ...props }: Omit<SwitchProps, "children"> & { children: ReactNode }) {
  return (
    <AriaSwitch {...props} className="switch">
      <span className="switch-track" />
      {children}
    </AriaSwitch>
  );
}
