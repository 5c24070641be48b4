import { Footprints, Phone, Ruler, UserRound } from 'lucide-react';
import { noDepartment } from '#contract/events.ts';
import type { MatterAnswer, Unit } from '#contract/matters.ts';
import { useTitles } from '../../shared/dictionaries.ts';
import { formatDistance } from '../../shared/format.ts';
import { openCard } from '../../shared/link-store.ts';
import type { CaseFilter } from '../../shared/matter-code.ts';
import { CardSection, Note } from '../../shared/ui/card.tsx';
import { Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useHelp } from './api.ts';
import styles from './matters-panel.module.css';

/** Departments that own the matter or handle its cases, with their record of the period. */
export function DepartmentsSection({ answer, onCases }: { answer: MatterAnswer; onCases: (filter: CaseFilter) => void }) {
  const words = useWords();
  const departments = answer.units.filter((unit) => unit.type === 'department').filter(({ cases }, index) => cases > 0 || index < 3);
  return (
    <CardSection title={words.matters.units} hint={words.matters.unitsHint}>
      <table className={styles.units}>
        <thead>
          <tr>
            <th scope="col">{words.matters.department}</th>
            <th scope="col">{words.matters.casesColumn}</th>
            <th scope="col">{words.matters.onTime}</th>
            <th scope="col">{words.matters.returnsColumn}</th>
            <th scope="col">{words.matters.meanTime}</th>
          </tr>
        </thead>
        <tbody>
          {departments.map((unit) => (
            <tr key={unit.department}>
              <th scope="row">{unit.department === noDepartment ? words.matters.noDepartment : unit.title}</th>
              <td>
                {unit.cases > 0 ? <button type="button" onClick={() => onCases({ department: unit.department })}>{unit.cases}</button> : 0}
                {unit.open > 0 && <button type="button" onClick={() => onCases({ department: unit.department, state: 'open' })}>{words.matters.openCount(unit.open)}</button>}
              </td>
              <td>{unit.onTimeRate === null ? '–' : `${(unit.onTimeRate * 100).toFixed(0)}%`}</td>
              <td>{unit.returns > 0 ? <button type="button" onClick={() => onCases({ department: unit.department, reopened: 'yes' })}>{unit.returns}</button> : 0}</td>
              <td>{unit.meanHours === null ? '–' : words.matters.hours(unit.meanHours)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </CardSection>
  );
}

/** People in charge and resources at one place: out of the answer, else asked for. */
export function PlaceHelp({ spot, matter, units }: { spot: string; matter: string | null; units: Unit[] }) {
  const words = useWords();
  const query = useHelp(matter, units.length > 0 ? null : spot);
  const known = units.length > 0 ? units : query.data?.units;
  if (!known) {
    if (query.isError) return <Failure error={query.error} onRetry={() => query.refetch()} />;
    return matter === null ? <Note>{words.matters.noHelp}</Note> : <Skeleton rows={3} />;
  }
  return (
    <ul className={styles.help}>
      {known.map((unit) => (unit.type === 'person' ? <Person key={`${unit.role}${unit.holder}${unit.unitNo}`} person={unit} /> : unit.type === 'resource' ? <Resource key={unit.code} resource={unit} /> : null))}
      {known.length === 0 && <li>{words.matters.noHelp}</li>}
    </ul>
  );
}

function Person({ person }: { person: Extract<Unit, { type: 'person' }> }) {
  const words = useWords();
  return (
    <li>
      <UserRound size={14} aria-hidden />
      <span>
        {person.holder} <small>{person.roleTitle}</small>
      </span>
      {person.phone && <PhoneLink name={person.holder} phone={person.phone} label={words.card.call(person.holder)} />}
    </li>
  );
}

function PhoneLink({ phone, label }: { name: string; phone: string; label: string }) {
  if (phone.includes('*')) return <span className={styles.masked}>{phone}</span>;
  return (
    <a href={`tel:${phone.replace(/[^\d+]/g, '')}`} aria-label={`${label} ${phone}`}>
      <Phone size={12} aria-hidden /> {phone}
    </a>
  );
}

function Resource({ resource }: { resource: Extract<Unit, { type: 'resource' }> }) {
  const words = useWords();
  const titles = useTitles();
  const isWalking = resource.measured === 'walking';
  return (
    <li>
      {isWalking ? <Footprints size={14} aria-hidden /> : <Ruler size={14} aria-hidden />}
      <button type="button" onClick={() => openCard({ type: 'element', code: resource.code }, 'if-hidden')}>
        {resource.name} <small>{titles.category('resource', resource.category)}</small>
      </button>
      <span className={styles.way}>{isWalking ? words.matters.walk(formatDistance(resource.meters)) : words.matters.straight(formatDistance(resource.meters))}</span>
      {resource.phone && <PhoneLink name={resource.name} phone={resource.phone} label={words.card.call(resource.contact ?? resource.name)} />}
    </li>
  );
}
