import type { MatterAnswer } from '#contract/matters.ts';
import { CardSection } from '../../shared/ui/card.tsx';
import type { CaseFilter } from '../../shared/matter-code.ts';
import { useWords } from '../../shared/words/words.ts';
import { Bars } from './bars.tsx';

/** By week, by hour of the day, by weekday. */
export function TrendSection({ trend, onCases }: { trend: MatterAnswer['trend']; onCases: (filter: CaseFilter) => void }) {
  const words = useWords();
  const { weeks, hours } = trend;
  const every = Math.ceil(weeks.length / 6);
  const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
  const byHour = Array.from({ length: 24 }, (_, hour) => sum(hours.map((day) => day[hour] ?? 0)));
  return (
    <CardSection title={words.matters.trend}>
      <Bars
        title={words.matters.byWeek}
        bars={weeks.map(({ from, to, cases }, index) => ({ key: from, label: words.matters.weekCases(from, to, cases), value: cases, tick: index % every === 0 ? from.slice(5) : '' }))}
        onOpen={({ key }) => onCases({ from: key, to: weeks.find(({ from }) => from === key)?.to ?? key })}
      />
      <Bars
        title={words.matters.byHour}
        bars={byHour.map((value, hour) => ({ key: String(hour), label: words.matters.hourCases(hour, value), value, tick: hour % 6 === 0 ? `${hour}` : '' }))}
        onOpen={({ key }) => onCases({ hour: key })}
      />
      <Bars
        title={words.matters.byWeekday}
        bars={hours.map((day, index) => ({ key: String(index + 1), label: words.matters.dayCases(words.matters.weekdays[index] ?? '', sum(day)), value: sum(day), tick: words.matters.weekdays[index] ?? '' }))}
        onOpen={({ key }) => onCases({ weekday: key })}
      />
    </CardSection>
  );
}
