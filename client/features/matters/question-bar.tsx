import { CalendarDays, MapPinned } from 'lucide-react';
import type { MatterAnswer } from '#contract/matters.ts';
import { countDays, dayAfter, today } from '../../shared/china-time.ts';
import { changeLink } from '../../shared/link-store.ts';
import type { MatterLink } from '../../shared/matter-code.ts';
import { useWords } from '../../shared/words/words.ts';
import styles from './matters-panel.module.css';

interface QuestionBarProps {
  link: MatterLink;
  answer: MatterAnswer | undefined;
  hasArea: boolean;
  /** The region or grid whose card is open. */
  openArea: string | null;
}
const presets = [7, 30, 90, 365] as const;

/** When and where: both are in the link. */
export function QuestionBar({ link, answer, hasArea, openArea }: QuestionBarProps) {
  const words = useWords();
  const change = (part: Partial<MatterLink>) => changeLink({ matter: { ...link, ...part }, cases: null }, 'push');
  const { from, to } = answer?.period ?? { from: link.from ?? '', to: link.to ?? '' };
  const days = from && to ? countDays(from, to) : 90;
  const last = (count: number) => (count === 90 ? { from: null, to: null } : { from: dayAfter(to || today(), 1 - count), to: to || today() });
  return (
    <div className={styles.question}>
      <fieldset className={styles.period}>
        <legend>
          <CalendarDays size={14} aria-hidden /> {words.matters.period}
        </legend>
        <input type="date" aria-label={words.matters.from} value={from} max={to} onChange={(event) => event.target.value && change({ from: event.target.value, to: to || null })} />
        <span aria-hidden="true">–</span>
        <input type="date" aria-label={words.matters.to} value={to} min={from} onChange={(event) => event.target.value && change({ from: from || null, to: event.target.value })} />
        <div className={styles.presets}>
          {presets.map((count) => (
            <button key={count} type="button" aria-pressed={days === count} onClick={() => change(last(count))}>
              {words.matters.lastDays(count)}
            </button>
          ))}
        </div>
      </fieldset>
      <label className={styles.within}>
        <MapPinned size={14} aria-hidden />
        <span>{words.matters.within}</span>
        <select value={link.within ?? ''} onChange={(event) => change({ within: event.target.value || null })}>
          <option value="">{words.matters.everywhere}</option>
          {link.within && link.within !== 'drawn' && <option value={link.within}>{answer?.within?.name ?? link.within}</option>}
          {openArea && openArea !== link.within && <option value={openArea}>{words.matters.openArea}</option>}
          {(hasArea || link.within === 'drawn') && <option value="drawn">{words.matters.drawnArea}</option>}
        </select>
      </label>
    </div>
  );
}
