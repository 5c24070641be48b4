import { LockKeyhole, TriangleAlert } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { ElementDetail, ProfileRecord } from '#contract/elements.ts';
import type { SessionInfo } from '#contract/identity.ts';
import { type Titles, useTitles } from '../../shared/dictionaries.ts';
import { formatDay, formatMoment, today } from '../../shared/china-time.ts';
import { formatCountdown } from '../../shared/format.ts';
import { type Language, useWords, type Words, wordFor } from '../../shared/words/words.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { Button } from '../../shared/ui/button.tsx';
import { CardSection, Facts } from '../../shared/ui/card.tsx';
import { Watermarked } from '../../shared/ui/watermark.tsx';
import styles from './element-card.module.css';
import { overdueDays } from './overdue.ts';
import { RevealDialog, type Revealed } from './reveal-dialog.tsx';

type ProfileField = ProfileRecord['fields'][number];
/** Which dictionary explains the codes of a field. */
const dictionaryOf: Record<string, string> = {
  'keyPerson.type': 'key_person_type',
  'keyPerson.level': 'key_person_level',
  'person.residenceType': 'residence_type',
  'hazard.hazardClass': 'category.hazard',
  'hazard.level': 'hazard_level',
  'hazard.state': 'hazard_state',
  'facility.state': 'facility_state',
  'camera.state': 'camera_state',
  'household.householdType': 'category.household',
  'organisation.organisationType': 'category.organisation',
  'resource.resourceType': 'category.resource',
  'building.use': 'category.building',
};

/** The profiles that hang on the master, and what has been opened of them for the moment. */
export function ProfileSections({ element, session }: { element: ElementDetail; session: SessionInfo }) {
  const words = useWords();
  const { revealed, mark, show, hide } = useRevealed(session);
  const [isAsking, setAsking] = useState(false);
  const remaining = useRemainingSeconds(revealed?.expiresAt ?? null, hide);
  const profiles = readableProfiles(element.profiles, Object.keys(words.fields));
  const masked = [...new Set(profiles.flatMap((profile) => profile.fields.filter((field) => field.isMasked).map((field) => field.field)))];
  const firstMasked = profiles.find(hasMasked);
  if (profiles.length === 0) return null;
  return (
    <>
      {profiles.map((profile) => (
        <CardSection key={`${profile.name}/${profile.fields[0]?.value}`} title={wordFor(words.profiles, profile.name)} action={profile === firstMasked && !revealed ? <RevealButton isAllowed={session.rights.includes('people.reveal')} onOpen={() => setAsking(true)} /> : null}>
          {revealed && hasMasked(profile) && (
            <p className={styles.countdown} role="timer">
              <span>{words.reveal.remaining(formatCountdown(remaining))}</span>
              <Button look="quiet" size="s" onClick={hide}>
                {words.reveal.hideNow}
              </Button>
            </p>
          )}
          <Watermarked lines={revealed && hasMasked(profile) ? mark : null}>
            <ProfileFacts profile={profile} revealed={revealed} />
          </Watermarked>
        </CardSection>
      ))}
      <RevealDialog code={element.code} fields={masked} isOpen={isAsking} onClose={() => setAsking(false)} onRevealed={show} />
    </>
  );
}

/** What was opened for the moment, with who opened it and when: that lies over it as long as it can be seen. */
function useRevealed({ user }: SessionInfo) {
  const language = usePreferences((state) => state.language);
  const [opened, setOpened] = useState<{ revealed: Revealed; at: string } | null>(null);
  const show = useCallback((revealed: Revealed) => setOpened({ revealed, at: new Date().toISOString() }), []);
  const hide = useCallback(() => setOpened(null), []);
  const mark: [string, string] | null = opened && [`${user.displayName} ${user.username}`, formatMoment(opened.at, language)];
  return { revealed: opened?.revealed ?? null, mark, show, hide };
}

/** Profiles with their fields in the order of the words; loose attributes that a profile has already are left out. */
function readableProfiles(profiles: ProfileRecord[], order: string[]): ProfileRecord[] {
  const named = new Set(profiles.filter((profile) => profile.name !== 'attributes').flatMap((profile) => profile.fields.map((field) => field.field)));
  const place = (field: ProfileField) => (order.indexOf(field.field) + order.length + 1) % (order.length + 1);
  return profiles
    .map((profile) => ({ ...profile, fields: profile.fields.filter((field) => profile.name !== 'attributes' || !(named.has(field.field) || isForeignName(field.field))).sort((a, b) => place(a) - place(b)) }))
    .filter((profile) => profile.fields.length > 0);
}

/** Imported ground brings names in dozens of languages: the reader needs the Chinese one, which is the name itself, and the English. */
function isForeignName(field: string): boolean {
  return /name:/.test(field) && field !== 'name:en';
}

function hasMasked(profile: ProfileRecord): boolean {
  return profile.fields.some((field) => field.isMasked);
}

function RevealButton({ isAllowed, onOpen }: { isAllowed: boolean; onOpen: () => void }) {
  const words = useWords();
  return (
    <Button size="s" onClick={onOpen} disabled={!isAllowed} title={isAllowed ? undefined : words.reveal.noRight} icon={<LockKeyhole size={13} aria-hidden />}>
      {words.reveal.open}
    </Button>
  );
}

function ProfileFacts({ profile, revealed }: { profile: ProfileRecord; revealed: Revealed | null }) {
  const words = useWords();
  const late = overdueDays(profile, today());
  const facts = profile.fields.map((field) => ({ label: wordFor(words.fields, field.field), value: <FieldValue key={field.field} profile={profile.name} field={field} revealed={revealed} lateDays={field.field === 'dueOn' ? late : null} /> }));
  return <Facts facts={facts} />;
}

interface FieldValueProps {
  profile: string;
  field: ProfileField;
  revealed: Revealed | null;
  lateDays: number | null;
}

function FieldValue({ profile, field, revealed, lateDays }: FieldValueProps) {
  const words = useWords();
  const titles = useTitles();
  const language = usePreferences((state) => state.language);
  const said = field.isMasked ? '' : describeValue(profile, field, words, titles, language);
  if (lateDays !== null) return <Late said={said} days={lateDays} />;
  if (!field.isMasked) return said;
  const opened = revealed?.fields.find((one) => one.field === field.field);
  return opened ? <span className={styles.revealed}>{opened.value ?? words.reveal.nothing}</span> : <Masked value={field.value} />;
}

function Late({ said, days }: { said: string; days: number }) {
  const words = useWords();
  return (
    <>
      {said}{' '}
      <b className={styles.late}>
        <TriangleAlert size={12} aria-hidden /> {words.card.overdueBy(days)}
      </b>
    </>
  );
}

function Masked({ value }: { value: ProfileField['value'] }) {
  const words = useWords();
  return (
    <span className={styles.masked}>
      {String(value ?? '***')}
      <LockKeyhole size={11} className={styles.lock} role="img" aria-label={words.card.masked} />
    </span>
  );
}

function describeValue(profile: string, { field, value }: ProfileField, words: Words, titles: Titles, language: Language): string {
  if (value === null) return words.common.none;
  if (typeof value === 'boolean') return value ? words.common.yes : words.common.no;
  if (typeof value === 'number') return /year/i.test(field) ? String(value) : value.toLocaleString('en-US', { maximumFractionDigits: 1 });
  if (Array.isArray(value)) return value.map((one) => explain(profile, field, one, words, titles)).join(language === 'zh' ? '、' : ', ');
  return /(On|since)$/.test(field) && /^\d{4}-\d{2}-\d{2}/.test(value) ? formatDay(value, language) : explain(profile, field, value, words, titles);
}

function explain(profile: string, field: string, code: string, words: Words, titles: Titles): string {
  const type = dictionaryOf[`${profile}.${field}`];
  return (type && titles.code(type, code)) || wordFor(words.values, code);
}

/** Seconds until a moment, counted down each second; `onOver` once it has passed. */
function useRemainingSeconds(until: string | null, onOver: () => void): number {
  const [now, setNow] = useState(() => Date.now());
  const end = until === null ? null : new Date(until).getTime();
  useEffect(() => {
    if (end === null) return;
    setNow(Date.now());
    const timer = setInterval(() => (Date.now() >= end ? onOver() : setNow(Date.now())), 1000);
    return () => clearInterval(timer);
  }, [end, onOver]);
  return end === null ? 0 : (end - now) / 1000;
}
