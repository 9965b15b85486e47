import { domainToASCII } from "node:url";

/** The longest address that SMTP carries. */
const ADDRESS_MAX_CHARACTERS = 254;

const ADDRESS =
  /^[^\s\p{Cc}@<>()[\]\\,;:"]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]*\p{L}$/u;

/** Whether a contact is a mail address: a phone number is none. */
export const isAddress = (contact: string | null): contact is string =>
  contact !== null && contact.length <= ADDRESS_MAX_CHARACTERS && ADDRESS.test(contact);

/** An address whose domain is in ASCII, as every server knows it; what is before the @ has no such form. */
export function inAscii(address: string): string {
  const at = address.lastIndexOf("@");
  return `${address.slice(0, at)}@${domainToASCII(address.slice(at + 1))}`;
}
