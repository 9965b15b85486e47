import type { FormEvent, ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Button } from "./button.tsx";

interface FormProps {
  /** What the button says that sends it. */
  action: string;
  isPending: boolean;
  /** Whether what is filled in cannot be sent yet. */
  isDisabled?: boolean;
  onSubmit: () => void;
  onCancel: () => void;
  children: ReactNode;
}

/** Fields, and below them a button that sends them, beside one that gives up. */
export function Form({ action, isPending, isDisabled = false, onSubmit, onCancel, children }: FormProps) {
  const t = useTranslations("common");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className="form" onSubmit={submit}>
      {children}
      <div className="form-actions">
        <Button onPress={onCancel}>{t("cancel")}</Button>
        <Button look="primary" type="submit" isPending={isPending} isDisabled={isDisabled}>
          {action}
        </Button>
      </div>
    </form>
  );
}
