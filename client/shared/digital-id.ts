/** Adds the check digit to the 18 digits of county, kind and sequence: ISO 7064 MOD 11,10 (GB/T 17710), as the database does. */
export function digitalId(digits: string): string {
  let product = 10;
  for (const digit of digits) {
    const step = (product + Number(digit)) % 10;
    product = ((step === 0 ? 10 : step) * 2) % 11;
  }
  return `${digits}${(11 - product) % 10}`;
}
