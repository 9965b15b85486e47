/** The longest address that SMTP carries. */
const ADDRESS_MAX_CHARACTERS = 254;

const ADDRESS =
  /^[^\s@<>()[\]\\,;:"]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]*\p{L}$/u;

/** Whether a contact is a mail address: a phone number is none. */
export const isAddress = (contact: string | null): contact is string =>
  contact !== null && contact.length <= ADDRESS_MAX_CHARACTERS && ADDRESS.test(contact);
