import { type FormEvent, useState } from 'react';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { notify } from '../../shared/ui/notices.tsx';
import { Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useTypedKept } from '../../shared/ui/use-typed-fields.ts';
import { useWords } from '../../shared/words/words.ts';
import { useBands, useSetBand } from './api.ts';
import styles from './dialogs.module.css';
import { Refusal } from './refusal.tsx';

export interface Place {
  code: string;
  name: string;
}
interface BandsDialogProps {
  /** The areas whose band the reader may set, the narrowest first. */
  places: Place[];
  onClose: () => void;
}
const mostHouseholds = 100_000;

/** How many households a base grid should have, by area: read by all, set by who reviews plans there. */
export function BandsDialog({ places, onClose }: BandsDialogProps) {
  const words = useWords().borders;
  const query = useBands();
  return (
    <Dialog title={words.bands} lead={words.bandsLead} isOpen onClose={onClose} width={520}>
      {query.isPending && <Skeleton rows={4} />}
      {query.isError && <Failure error={query.error} onRetry={() => query.refetch()} />}
      {query.data && (
        <table className={styles.bands}>
          <tbody>
            {query.data.bands.map(({ areaCode, name, isVillage, min, max }) => (
              <tr key={`${areaCode}/${isVillage}`}>
                <th scope="row">{areaCode === '' ? words.bandEverywhere : name}</th>
                <td>{isVillage ? words.bandVillage : words.bandTown}</td>
                <td>
                  <b>
                    {min}–{max}
                  </b>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {places.length > 0 && <BandForm places={places} onClose={onClose} />}
    </Dialog>
  );
}

function BandForm({ places, onClose }: BandsDialogProps) {
  const words = useWords();
  const set = useSetBand();
  const kept = useTypedKept();
  const [code, setCode] = useState(places[0]?.code ?? '');
  const [isVillage, setVillage] = useState(false);
  const [min, setMin] = useState('300');
  const [max, setMax] = useState('500');
  const [fault, setFault] = useState<string | null>(null);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const [least, most] = [Number(min), Number(max)];
    const isWrong = [least, most].some((number) => !Number.isInteger(number) || number < 1 || number > mostHouseholds);
    const wrong = isWrong ? words.borders.bandNumber : least > most ? words.borders.bandWrong : null;
    setFault(wrong);
    const onSuccess = () => {
      kept();
      notify(words.borders.bandSaved, 'good');
    };
    if (wrong === null) set.mutate({ code, min: least, max: most, isVillage }, { onSuccess });
  };
  const takeKind = (village: boolean) => {
    setVillage(village);
    setMin(village ? '30' : '300');
    setMax(village ? '60' : '500');
  };
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <div className={styles.bandFields}>
        <label className={styles.field}>
          <span>{words.borders.bandFor}</span>
          <select value={code} onChange={(event) => setCode(event.target.value)}>
            {places.map((place) => (
              <option key={place.code} value={place.code}>
                {place.name}
              </option>
            ))}
          </select>
        </label>
        <label className={styles.field}>
          <span className="visually-hidden">{words.borders.bandTown}</span>
          <span aria-hidden> </span>
          <select value={isVillage ? 'village' : 'town'} onChange={(event) => takeKind(event.target.value === 'village')}>
            <option value="town">{words.borders.bandTown}</option>
            <option value="village">{words.borders.bandVillage}</option>
          </select>
        </label>
        <label className={styles.field}>
          <span>{words.borders.bandMin}</span>
          <input inputMode="numeric" value={min} onChange={(event) => setMin(event.target.value)} />
        </label>
        <label className={styles.field}>
          <span>{words.borders.bandMax}</span>
          <input inputMode="numeric" value={max} onChange={(event) => setMax(event.target.value)} />
        </label>
      </div>
      {fault && (
        <p className={styles.wrong} role="alert">
          {fault}
        </p>
      )}
      <Refusal error={set.error} />
      <div className={styles.formEnd}>
        <Button onClick={onClose}>{words.common.close}</Button>
        <Button type="submit" look="primary" disabled={set.isPending}>
          {words.borders.bandSave}
        </Button>
      </div>
    </form>
  );
}
