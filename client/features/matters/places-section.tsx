import { ListChecks, MapPin } from 'lucide-react';
import { useState } from 'react';
import type { MatterAnswer, RankedPlace, Unit } from '#contract/matters.ts';
import { formatDay } from '../../shared/china-time.ts';
import type { CaseFilter } from '../../shared/matter-code.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { CardSection, Note } from '../../shared/ui/card.tsx';
import { useWords } from '../../shared/words/words.ts';
import styles from './matters-panel.module.css';
import { PlaceHelp } from './units-section.tsx';
import { reasonsOf } from './why.ts';

export interface PlaceActions {
  /** Shows a place on the map and its card. */
  onPlace: (place: { position: [number, number]; code: string | null }) => void;
  onCases: (filter: CaseFilter) => void;
}
const shownAtFirst = 10;

/** The places, the worst first, each with why and who. */
export function PlacesSection({ answer, onPlace, onCases }: { answer: MatterAnswer } & PlaceActions) {
  const words = useWords();
  const [isWhole, setWhole] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  const shown = isWhole ? answer.places : answer.places.slice(0, shownAtFirst);
  const matter = answer.matters.length === 1 ? answer.matters[0]?.code : commonClass(answer.matters.map(({ code }) => code));
  return (
    <CardSection title={words.matters.places} hint={words.matters.placesHint}>
      <ol className={styles.places}>
        {shown.map((place, index) => (
          <PlaceRow
            key={place.spot} place={place} rank={index + 1} isOpen={open === place.spot} units={answer.units.filter((unit) => unit.type !== 'department' && unit.spot === place.spot)} matter={matter ?? null}
            onWho={() => setOpen(open === place.spot ? null : place.spot)} onPlace={onPlace} onCases={onCases}
          />
        ))}
      </ol>
      {answer.places.length > shownAtFirst && (
        <button type="button" className={styles.more} onClick={() => setWhole(!isWhole)}>
          {isWhole ? words.common.less : words.matters.morePlaces(answer.places.length)}
        </button>
      )}
    </CardSection>
  );
}

interface PlaceRowProps extends PlaceActions {
  place: RankedPlace;
  rank: number;
  isOpen: boolean;
  /** People and resources, where the answer has them already. */
  units: Unit[];
  matter: string | null;
  onWho: () => void;
}

function PlaceRow({ place, rank, isOpen, units, matter, onWho, onPlace, onCases }: PlaceRowProps) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  const reasons = reasonsOf(place, words);
  return (
    <li className={styles.place} data-rank={rank <= 3 ? rank : undefined}>
      <button type="button" className={styles.placeHead} onClick={() => onPlace({ position: place.position, code: place.element?.code ?? null })}>
        <b className={styles.rank}>{rank}</b>
        <span className={styles.placeName}>
          {place.name}
          <small>{[place.address, place.areaName].filter((text) => text && text !== place.name).join(' · ')}</small>
        </span>
        <span className={styles.score} title={words.matters.scoreHint}>{place.score.toFixed(0)}</span>
      </button>
      <ul className={styles.reasons} aria-label={words.matters.whyTitle}>
        {reasons.map(({ part, text, points }) => (
          <li key={part} data-part={part} title={words.matters.points(points)}>{text}</li>
        ))}
      </ul>
      <p className={styles.placeActions}>
        <button type="button" onClick={() => onCases({ spot: place.spot })}>
          <ListChecks size={13} aria-hidden /> {words.matters.casesHere(place.why.cases)}
        </button>
        {place.why.open > 0 && (
          <button type="button" onClick={() => onCases({ spot: place.spot, state: 'open' })}>{words.matters.openHere(place.why.open)}</button>
        )}
        <button type="button" aria-expanded={isOpen} onClick={onWho}>{words.matters.who}</button>
        <small>{words.matters.lastAt(formatDay(place.why.lastAt, language))}</small>
      </p>
      {isOpen && <PlaceHelp spot={place.spot} matter={matter} units={units} />}
    </li>
  );
}

/** The longest class that holds all of them; null where they have none in common. */
function commonClass(codes: string[]): string | null {
  const first = codes[0] ?? '';
  return [4, 2].map((digits) => first.slice(0, digits)).find((prefix) => codes.every((code) => code.startsWith(prefix))) ?? null;
}

/** Places with three cases or more. */
export function RepeatsSection({ answer, onPlace, onCases }: { answer: MatterAnswer } & PlaceActions) {
  const words = useWords();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? answer.repeats : answer.repeats.slice(0, 5);
  return (
    <CardSection title={words.matters.repeats} hint={words.matters.repeatsHint}>
      {answer.repeats.length === 0 && <Note>{words.matters.noRepeats}</Note>}
      <ul className={styles.rows}>
        {shown.map((place) => (
          <li key={place.spot}>
            <button type="button" className={styles.rowName} onClick={() => onPlace({ position: place.position, code: null })}>
              <MapPin size={13} aria-hidden /> {place.name} <small>{place.areaName}</small>
            </button>
            <button type="button" className={styles.count} onClick={() => onCases({ spot: place.spot })}>{words.matters.times(place.cases)}</button>
          </li>
        ))}
      </ul>
      {answer.repeats.length > 5 && (
        <button type="button" className={styles.more} onClick={() => setWhole(!isWhole)}>
          {isWhole ? words.common.less : words.matters.allRepeats(answer.repeatTotal)}
        </button>
      )}
    </CardSection>
  );
}
