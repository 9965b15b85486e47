import { useState } from "react";
import { useTranslations } from "use-intl";
import { Form, TextField } from "../ui/index.ts";

const NAME_MAX_CHARACTERS = 200;
const CONTACT_MAX_CHARACTERS = 320;

/** A name and a contact; null: none. */
export interface Customer {
  name: string;
  contact: string | null;
}

interface CustomerFormProps {
  customer: Customer;
  action: string;
  isPending: boolean;
  onSend: (customer: Customer) => void;
  onClose: () => void;
}

/** Asks for a name and a contact. */
export function CustomerForm({ customer, action, isPending, onSend, onClose }: CustomerFormProps) {
  const t = useTranslations("booking");
  const [name, setName] = useState(customer.name);
  const [contact, setContact] = useState(customer.contact ?? "");
  const submit = () => {
    if (name.trim() !== "") onSend({ name: name.trim(), contact: contact.trim() || null });
  };
  return (
    <Form action={action} isPending={isPending} onSubmit={submit} onCancel={onClose}>
      <TextField
        label={t("name")}
        value={name}
        onChange={setName}
        maxLength={NAME_MAX_CHARACTERS}
        isRequired
        autoFocus
      />
      <TextField
        label={t("contact")}
        value={contact}
        onChange={setContact}
        maxLength={CONTACT_MAX_CHARACTERS}
      />
    </Form>
  );
}
