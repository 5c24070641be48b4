import type { Language } from './words/words.ts';

/** 12345 → `12,345`. */
export function formatCount(value: number): string {
  return value.toLocaleString('en-US');
}

/** Metres as a person says them: `85 m`, `1.2 km`, `34 km`. */
export function formatDistance(meters: number): string {
  if (meters < 1000) return `${Math.round(meters)} m`;
  const kilometers = meters / 1000;
  return `${kilometers < 10 ? kilometers.toFixed(2) : kilometers < 100 ? kilometers.toFixed(1) : formatCount(Math.round(kilometers))} km`;
}

/** Square metres as a person says them: `850 m²`, `12.3 ha` (公顷), `4.56 km²`. */
export function formatArea(squareMeters: number, language: Language): string {
  if (squareMeters < 10_000) return `${formatCount(Math.round(squareMeters))} m²`;
  if (squareMeters < 1_000_000) return `${(squareMeters / 10_000).toFixed(1)} ${language === 'zh' ? '公顷' : 'ha'}`;
  const squareKilometers = squareMeters / 1_000_000;
  return `${squareKilometers < 100 ? squareKilometers.toFixed(2) : formatCount(Math.round(squareKilometers))} km²`;
}

/** `120.123457, 30.123457`. */
export function formatPosition([lng, lat]: [number, number]): string {
  return `${lng.toFixed(6)}, ${lat.toFixed(6)}`;
}

/** 125 → `2:05`. */
export function formatCountdown(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** A code in groups that the eye can hold: county, kind, sequence, check digit. */
export function groupCode(code: string): { start: number; text: string }[] {
  const starts = code.length === 19 ? [0, 6, 8, 18] : code.length === 15 ? [0, 6, 9, 12] : [0];
  return starts.map((start, index) => ({ start, text: code.slice(start, starts[index + 1]) }));
}
