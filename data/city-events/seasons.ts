/** How often a matter comes up on a day, against its mean: one row per season. */
import type { Day } from './days.ts';

const between = (low: number, high: number) => (day: Day) => day.month >= low && day.month <= high;
const isSummer = between(6, 8);
const isWarm = between(5, 9);
const isSpring = between(3, 5);
const isGrowing = between(4, 10);
const isWinter = (day: Day) => day.month >= 11 || day.month <= 2;

/** From 28 of the lunar twelfth month to the seventh of the first, and the national holiday. */
const isFestival = ({ lunar, month, dayOfMonth }: Day) => (lunar.month === 12 && lunar.day >= 28) || (lunar.month === 1 && lunar.day <= 7) || (month === 10 && dayOfMonth <= 7);
/** The heating season of the north: 15 November to 15 March. */
const isHeating = ({ month, dayOfMonth }: Day) => month === 12 || month <= 2 || (month === 11 && dayOfMonth >= 15) || (month === 3 && dayOfMonth <= 15);

function fireworks({ lunar }: Day): number {
  if (lunar.month === 12 && lunar.day >= 29) return 60;
  if (lunar.month === 1 && lunar.day <= 15) return lunar.day === 1 || lunar.day === 5 || lunar.day === 15 ? 40 : 12;
  return lunar.month === 12 && lunar.day >= 23 ? 8 : 0.25;
}

/** Burning paper for the dead: around Qingming, the fifteenth of the seventh month, the first of the tenth, and the last days of the year. */
function paper({ lunar, month, dayOfMonth }: Day): number {
  const isQingming = (month === 3 && dayOfMonth >= 30) || (month === 4 && dayOfMonth <= 6);
  const isOther = (lunar.month === 7 && lunar.day >= 12 && lunar.day <= 15) || (lunar.month === 9 && lunar.day >= 29) || (lunar.month === 10 && lunar.day === 1) || (lunar.month === 12 && lunar.day >= 27);
  return isQingming || isOther ? 30 : 0.15;
}

function heating(day: Day): number {
  if (!isHeating(day)) return 0.02;
  const isStart = day.month === 11;
  return (isStart ? 2.6 : 1) * (1 + 2.5 * day.weather.cold);
}

export const seasons: Record<string, (day: Day) => number> = {
  flat: () => 1,
  warm: (day) => (isWarm(day) ? 2 : day.month === 4 || day.month === 10 ? 1 : 0.4),
  summer: (day) => (isSummer(day) ? 1.9 : isWarm(day) ? 1.3 : 0.7),
  spring: (day) => (isSpring(day) ? 1.8 : 0.8),
  growing: (day) => (isGrowing(day) ? 1.5 : 0.3),
  winter: (day) => (isWinter(day) ? 1.7 : 0.7),
  festival: (day) => (isFestival(day) ? 2.5 : 0.9),
  heating,
  preheat: ({ month, dayOfMonth }) => ((month === 10 && dayOfMonth >= 15) || month === 11 ? 6 : 0.2),
  rain: ({ weather }) => 0.7 + 3 * weather.rain,
  storm: ({ weather }) => 0.7 + 7 * weather.storm,
  flood: ({ weather }) => 0.03 + 2 * weather.rain ** 2 + 45 * weather.storm ** 2,
  wind: ({ weather }) => 0.6 + 2.5 * weather.wind,
  gale: ({ weather }) => 0.05 + 14 * weather.wind ** 4 + 20 * weather.storm,
  snow: ({ weather }) => 0.005 + 30 * weather.snow,
  cold: ({ weather }) => 0.5 + 4 * weather.cold + 2 * weather.snow,
  heat: ({ weather }) => 0.4 + 4 * weather.heat,
  extreme: ({ weather }) => (weather.heat > 0.6 || weather.storm > 0.5 || weather.snow > 0.5 || weather.cold > 0.6 ? 12 : 0.05),
  still: (day) => (isWinter(day) ? 1.8 : 0.8) * (1.3 - 0.8 * day.weather.wind),
  thaw: (day) => (day.month >= 2 && day.month <= 4 ? 1.7 : 0.8) + 2 * day.weather.storm + day.weather.snow,
  straw: ({ month }) => (month === 6 || month === 10 ? 5 : 0.2),
  harvest: ({ month }) => (month === 6 || month === 9 || month === 10 ? 3 : 0.4),
  irrigation: ({ month, weather }) => (month >= 4 && month <= 6 ? 3 : 0.3) * (1 - 0.8 * weather.rain),
  fireworks,
  paper,
  school: (day) => (day.isSchoolday ? 1.6 : 0.04),
  enrol: ({ month }) => (month >= 6 && month <= 8 ? 3 : 0.2),
  insure: ({ month }) => (month >= 10 ? 2.5 : 0.4),
  yearend: ({ month, lunar }) => (lunar.month === 12 || month === 12 ? 2.6 : 0.8),
  move: ({ month }) => (month === 3 || month === 7 || month === 8 ? 1.8 : 0.8),
};

export const weeks: Record<string, (day: Day) => number> = {
  flat: (day) => (day.isWorkday ? 1 : 0.92),
  workdays: (day) => (day.isWorkday ? 1.25 : 0.35),
  weekend: (day) => (day.isWorkday ? 0.8 : 1.6),
};

/** Weights of the hours 0 to 23. */
export const hours: Record<string, readonly number[]> = {
  all: [3, 2, 2, 2, 2, 3, 5, 8, 9, 9, 8, 8, 7, 6, 7, 8, 8, 8, 8, 8, 8, 7, 6, 4],
  day: [0, 0, 0, 0, 0, 0, 1, 4, 9, 12, 11, 7, 4, 5, 9, 10, 9, 7, 4, 3, 2, 1, 0, 0],
  office: [0, 0, 0, 0, 0, 0, 0, 0, 7, 14, 13, 7, 1, 2, 10, 13, 11, 5, 1, 0, 0, 0, 0, 0],
  morning: [0, 0, 0, 0, 0, 2, 8, 14, 13, 10, 7, 4, 3, 2, 3, 4, 4, 4, 3, 2, 1, 0, 0, 0],
  evening: [1, 0, 0, 0, 0, 0, 1, 2, 3, 3, 3, 4, 5, 4, 3, 3, 4, 7, 11, 14, 13, 9, 5, 2],
  night: [8, 5, 3, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 3, 6, 10, 15, 16, 13],
  lamp: [1, 0, 0, 0, 0, 1, 1, 2, 2, 1, 1, 1, 1, 1, 1, 1, 2, 6, 14, 18, 15, 9, 4, 2],
  commute: [0, 0, 0, 0, 0, 0, 3, 14, 13, 5, 3, 5, 5, 3, 3, 4, 6, 14, 13, 6, 3, 2, 1, 0],
  school_gate: [0, 0, 0, 0, 0, 0, 1, 26, 10, 1, 1, 9, 6, 5, 1, 3, 20, 16, 4, 1, 0, 0, 0, 0],
  build: [7, 4, 3, 2, 2, 6, 10, 8, 4, 3, 2, 3, 7, 7, 3, 2, 2, 3, 4, 5, 7, 11, 14, 11],
  dance: [0, 0, 0, 0, 0, 2, 8, 5, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 9, 22, 20, 8, 2, 0],
};
