/** Crockford's digits: no I, L, O or U, which people mistake for others or read as words. */
const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** Forty random bits of an id: eight digits, which somebody can say on the telephone. */
const REFERENCE_HEX_DIGITS = 10;
const BITS_PER_DIGIT = 5n;

/** The reference of a booking, as people say it: `7K3Q-9MXA`. It is the end of the booking's id, and opens nothing. */
export function bookingReference(id: string): string {
  let bits = BigInt(`0x${id.replaceAll("-", "").slice(-REFERENCE_HEX_DIGITS)}`);
  let digits = "";
  while (digits.length < 8) {
    digits = DIGITS[Number(bits & 31n)] + digits;
    bits >>= BITS_PER_DIGIT;
  }
  return `${digits.slice(0, 4)}-${digits.slice(4)}`;
}
