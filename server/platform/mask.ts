/** `138****1234`; short numbers keep nothing but their length. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return digits.length >= 11 ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : '*'.repeat(phone.length);
}
