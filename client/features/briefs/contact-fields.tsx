import { Plus, X } from 'lucide-react';
import type { AreaPart } from '#contract/areas.ts';
import { Button } from '../../shared/ui/button.tsx';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useBriefContacts } from './api.ts';
import styles from './briefs.module.css';
import { type DraftContact, newContact } from './draft.ts';

interface ContactFieldsProps {
  parts: AreaPart[];
  dutyIds: number[];
  typed: DraftContact[];
  onChange: (part: { dutyIds?: number[]; typed?: DraftContact[] }) => void;
}

/** Whom to call: who is in charge of the area, and others by name. */
export function ContactFields({ parts, dutyIds, typed, onChange }: ContactFieldsProps) {
  const words = useWords().briefs;
  const change = (key: number, part: Partial<DraftContact>) => onChange({ typed: typed.map((one) => (one.key === key ? { ...one, ...part } : one)) });
  return (
    <>
      <fieldset>
        <legend>{words.contactsInArea}</legend>
        <OnDuty parts={parts} dutyIds={dutyIds} onChange={(ids) => onChange({ dutyIds: ids })} />
      </fieldset>
      <fieldset>
        <legend>{words.ownContacts}</legend>
        {typed.map((contact) => (
          <div key={contact.key} className={styles.contact}>
            <input value={contact.name} maxLength={60} aria-label={words.name} placeholder={words.name} onChange={(event) => change(contact.key, { name: event.target.value })} />
            <input value={contact.role} maxLength={60} aria-label={words.duty} placeholder={words.duty} onChange={(event) => change(contact.key, { role: event.target.value })} />
            <input type="tel" value={contact.phone} maxLength={40} aria-label={words.phone} placeholder={words.phone} onChange={(event) => change(contact.key, { phone: event.target.value })} />
            <IconButton size="s" label={words.removeContact(contact.name)} onClick={() => onChange({ typed: typed.filter(({ key }) => key !== contact.key) })}>
              <X size={14} aria-hidden />
            </IconButton>
          </div>
        ))}
        <Button size="s" look="quiet" icon={<Plus size={14} aria-hidden />} onClick={() => onChange({ typed: [...typed, newContact()] })}>
          {words.addContact}
        </Button>
      </fieldset>
    </>
  );
}

function OnDuty({ parts, dutyIds, onChange }: { parts: AreaPart[]; dutyIds: number[]; onChange: (ids: number[]) => void }) {
  const words = useWords().briefs;
  const query = useBriefContacts(parts);
  if (query.isPending) return <Skeleton rows={2} />;
  if (query.isError) return <Failure error={query.error} onRetry={() => query.refetch()} />;
  const { contacts } = query.data;
  if (contacts.length === 0) return <p>{words.noContacts}</p>;
  return (
    <div className={styles.people}>
      {contacts.flatMap(({ dutyId, holder, roleTitle, area }) =>
        dutyId === null
          ? []
          : [
              <label key={dutyId} className={styles.check}>
                <input type="checkbox" checked={dutyIds.includes(dutyId)} onChange={(event) => onChange(event.target.checked ? [...dutyIds, dutyId] : dutyIds.filter((id) => id !== dutyId))} />
                <span>
                  {holder} <small>{`${area} ${roleTitle}`}</small>
                </span>
              </label>,
            ],
      )}
    </div>
  );
}
