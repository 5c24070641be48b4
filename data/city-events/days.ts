/** The days of the year before a date, with what makes one day unlike another: weather, school, festivals, the moon's calendar. */
import { dayMs, dayOf, isWorkday, startOfDay, type WorkCalendar } from '../../server/features/matters/clock.ts';
import { createRandom, smoothNoise } from '../city/random.ts';

export interface Day {
  /** Midnight in UTC+8, milliseconds since 1970 UTC. */
  start: number;
  /** `YYYY-MM-DD`. */
  date: string;
  month: number;
  dayOfMonth: number;
  isWorkday: boolean;
  isSchoolday: boolean;
  /** Month and day of the lunar calendar. */
  lunar: { month: number; day: number };
  weather: Weather;
}
/** Each from 0 (none) to 1 (as strong as in a year or two). */
export interface Weather {
  rain: number;
  storm: number;
  wind: number;
  snow: number;
  cold: number;
  heat: number;
}

/** The `count` days before the day of `asOf`. */
export function listDays(asOf: number, count: number, seed: number, calendar: WorkCalendar): Day[] {
  const last = startOfDay(asOf);
  return Array.from({ length: count }, (_, index) => describeDay(last - (count - index) * dayMs, seed, calendar));
}

const lunarFormat = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'Asia/Shanghai' });

function describeDay(start: number, seed: number, calendar: WorkCalendar): Day {
  const date = dayOf(start);
  const [, month, dayOfMonth] = date.split('-').map(Number) as [number, number, number];
  const worked = isWorkday(start, calendar);
  const lunarParts = lunarFormat.formatToParts(start);
  const part = (type: string) => Number.parseInt(lunarParts.find((one) => one.type === type)?.value ?? '1', 10);
  const lunar = { month: part('month'), day: part('day') };
  return { start, date, month, dayOfMonth, isWorkday: worked, isSchoolday: worked && isTerm(month, dayOfMonth, lunar), lunar, weather: drawWeather(start, month, seed) };
}

/** School holidays: from 10 July to the end of August, and three weeks before to two weeks after the Spring Festival. */
function isTerm(month: number, dayOfMonth: number, lunar: Day['lunar']): boolean {
  const isSummer = month === 8 || (month === 7 && dayOfMonth >= 10);
  const isWinter = (lunar.month === 12 && lunar.day >= 9 && month <= 2) || (lunar.month === 1 && lunar.day <= 15 && month <= 3);
  return !isSummer && !isWinter;
}

/** Mean warmth by month of a town on the northern plain, °C, and the chance of rain on a day. */
const warmth = [-1, 3, 9, 16, 21, 26, 27.5, 26.5, 22, 16, 8, 1];
const rainChance = [0.06, 0.09, 0.12, 0.17, 0.2, 0.28, 0.42, 0.36, 0.24, 0.16, 0.12, 0.07];

function drawWeather(start: number, month: number, seed: number): Weather {
  const day = Math.floor(start / dayMs);
  const random = createRandom(seed, 801, day);
  // Spells of a few days, so that cold and heat come in waves.
  const temperature = warmth[month - 1]! + (smoothNoise(seed + 802, day / 6, 0) - 0.5) * 14;
  const isWet = random.chance(rainChance[month - 1]! * 2 * smoothNoise(seed + 803, day / 3, 0.5));
  const amount = isWet ? random.next() ** 2 : 0;
  const isThundery = month >= 6 && month <= 9;
  const storm = isThundery && amount > 0.45 ? (amount - 0.45) / 0.55 : 0;
  const isSnow = temperature < 1.5;
  return {
    rain: isSnow ? 0 : amount,
    storm,
    snow: isSnow ? Math.sqrt(amount) : 0,
    wind: Math.max(storm * 0.9, random.next() ** (month >= 3 && month <= 5 ? 3 : 6)),
    cold: clamp((2 - temperature) / 12),
    heat: clamp((temperature - 27) / 8),
  };
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
