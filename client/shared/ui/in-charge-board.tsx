import { Phone, UserRound } from 'lucide-react';
import type { PersonInCharge } from '#contract/shapes.ts';
import { useTitles } from '../dictionaries.ts';
import { usePreferences } from '../preferences.ts';
import { useWords } from '../words/words.ts';
import { CardSection } from './card.tsx';
import { CopyButton } from './copy-button.tsx';
import styles from './in-charge-board.module.css';

/** `areaName` where people of several areas stand on one board. */
type Responsible = PersonInCharge & { areaName?: string };
const scopes = ['building', 'grid', 'region'] as const;

/** The board on the entrance (家门口的事儿): who is responsible, for what, and how to reach them. */
export function InChargeBoard({ people }: { people: Responsible[] }) {
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
                <PersonRow key={`${person.role}/${person.unitNo}/${person.holder}/${person.areaCode}`} person={person} />
              ))}
            </ul>
          </div>
        );
      })}
    </CardSection>
  );
}

function PersonRow({ person }: { person: Responsible }) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  const titles = useTitles();
  const title = (language === 'en' ? titles.code('duty_role', person.role) : null) ?? person.roleTitle;
  return (
    <li className={styles.person}>
      <span className={styles.face} aria-hidden="true">
        <UserRound size={15} />
      </span>
      <span className={styles.who}>
        <b>{person.holder}</b>
        <small>
          {title}
          {person.unitNo !== null && ` · ${words.card.unit(person.unitNo)}`}
          {person.areaName && ` · ${person.areaName}`}
        </small>
      </span>
      {person.phone && (
        <span className={styles.phone}>
          <a href={`tel:${person.phone.replace(/[^\d+]/g, '')}`} aria-label={`${words.card.call(person.holder)} ${person.phone}`}>
            <Phone size={13} aria-hidden />
            {person.phone}
          </a>
          <CopyButton text={person.phone} label={words.card.copyPhone(person.holder)} />
        </span>
      )}
    </li>
  );
}
