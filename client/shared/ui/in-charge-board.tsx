import { Phone, UserRound } from 'lucide-react';
import type { PersonInCharge, PersonWithDuties } from '#contract/shapes.ts';
import { useTitles } from '../dictionaries.ts';
import { usePreferences } from '../preferences.ts';
import { useWords } from '../words/words.ts';
import { CardSection } from './card.tsx';
import { CopyButton } from './copy-button.tsx';
import styles from './in-charge-board.module.css';

const scopes = ['building', 'grid', 'region'] as const;

/** The board on the entrance (家门口的事儿): who is responsible, for what, and how to reach them. */
export function InChargeBoard({ people }: { people: PersonInCharge[] }) {
  const words = useWords();
  return (
    <CardSection title={words.card.inCharge} hint={words.card.inChargeHint}>
      {people.length === 0 && (
        <p className={styles.nobody}>
          {words.card.nobody}
          <small>{words.card.nobodyHint}</small>
        </p>
      )}
      {scopes.map((scope) => {
        const here = people.filter((person) => person.scope === scope);
        return here.length === 0 ? null : (
          <div key={scope} className={styles.scope}>
            <h4>{words.card.scopes[scope]}</h4>
            <ul>
              {here.map((person) => (
                <PersonRow key={`${person.role}/${person.unitNo}/${person.holder}/${person.areaCode}`} {...person} duties={[person]} />
              ))}
            </ul>
          </div>
        );
      })}
    </CardSection>
  );
}

/** People of several areas, each with all of their duties there. */
export function PeopleInCharge({ people }: { people: PersonWithDuties[] }) {
  const words = useWords();
  if (people.length === 0) return <p className={styles.nobody}>{words.card.nobody}</p>;
  return (
    <ul>
      {people.map((person) => (
        <PersonRow key={`${person.holder}/${person.phone}/${person.duties[0]?.areaCode}`} {...person} />
      ))}
    </ul>
  );
}

type Duty = Omit<PersonInCharge, 'holder' | 'phone'> & { areaName?: string };

function PersonRow({ holder, phone, duties }: { holder: string; phone: string; duties: Duty[] }) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  const titles = useTitles();
  const titleOf = ({ role, roleTitle }: Duty) => (language === 'en' ? titles.code('duty_role', role) : null) ?? roleTitle;
  return (
    <li className={styles.person}>
      <span className={styles.face} aria-hidden="true">
        <UserRound size={15} />
      </span>
      <span className={styles.who}>
        <b>{holder}</b>
        {duties.map((duty) => (
          <small key={`${duty.role}/${duty.unitNo}/${duty.areaCode}`}>
            {titleOf(duty)}
            {duty.unitNo !== null && ` · ${words.card.unit(duty.unitNo)}`}
            {duty.areaName && ` · ${duty.areaName}`}
          </small>
        ))}
      </span>
      {phone && (
        <span className={styles.phone}>
          <a href={`tel:${phone.replace(/[^\d+]/g, '')}`} aria-label={`${words.card.call(holder)} ${phone}`}>
            <Phone size={13} aria-hidden />
            {phone}
          </a>
          <CopyButton text={phone} label={words.card.copyPhone(holder)} />
        </span>
      )}
    </li>
  );
}
