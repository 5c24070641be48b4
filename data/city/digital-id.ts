/** Check digits of the codes that the city uses. */

/** Digital ID: county (6) + kind (2) + sequence (10) + check digit (ISO 7064 MOD 11,10, as in GB/T 17710). */
export function digitalId(county: string, kindNumber: number, sequence: number): string {
  const body = county + String(kindNumber).padStart(2, '0') + String(sequence).padStart(10, '0');
  return body + checkDigitMod11_10(body);
}

export function checkDigitMod11_10(digits: string): number {
  let product = 10;
  for (let i = 0; i < digits.length; i++) {
    const step = (product + digits.charCodeAt(i) - 48) % 10;
    product = ((step === 0 ? 10 : step) * 2) % 11;
  }
  return (11 - product) % 10;
}

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Identity number of GB 11643: region (6), birth date (8), order (3, odd for men), check character (ISO 7064 MOD 11-2). */
export function identityNumber(region: string, birthDate: string, order: number): string {
  const body = region + birthDate + String(order).padStart(3, '0');
  return body + identityCheck(body);
}

export function identityCheck(body: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (body.charCodeAt(i) - 48) * idWeights[i]!;
  return '10X98765432'[sum % 11]!;
}

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Unified social credit code of GB 32100: department and type (2), region (6), body (9), check character (MOD 31). */
export function creditCode(kind: string, region: string, serial: number): string {
  const body = `${kind}${region}MA${String(serial).padStart(7, '0')}`;
  let sum = 0;
  let weight = 1;
  for (const letter of body) {
    sum += creditAlphabet.indexOf(letter) * weight;
    weight = (weight * 3) % 31;
  }
  return body + creditAlphabet[(31 - (sum % 31)) % 31]!;
}
