import type { ReactNode } from "react";
import { FieldError } from "react-aria-components/FieldError";
import { Text } from "react-aria-components/Text";

/** What a field says of itself. */
export interface FieldTexts {
  label: string;
  help?: ReactNode;
}

/** What stands below a field: its help, and what is wrong with what was typed. */
export function Below({ help }: { help?: ReactNode }) {
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
