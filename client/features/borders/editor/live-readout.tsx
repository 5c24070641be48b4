import { useWords, wordFor } from '../../../shared/words/words.ts';
import { householdsSourceOf } from '../households.ts';
import styles from './editor.module.css';
import own from './on-map.module.css';
import { bandToneOf } from './features.ts';
import { type FigureName, HeldChange } from './figures.tsx';
import { bandOf, type LiveRow, useEditor } from './store.ts';

const figures: FigureName[] = ['households', 'people', 'buildings', 'keyPersons', 'places', 'squareMeters', 'compactness'];

/** While the hand works: what both sides hold, before → after, coloured by the band. */
export function LiveReadout() {
  const words = useWords().borderEditor;
  const live = useEditor((state) => state.live);
  const impossible = useEditor((state) => state.impossible);
  const hand = useEditor((state) => state.hand);
  if (!live || live.length === 0) return null;
  return (
    <section className={own.live} aria-label={words.live} data-impossible={impossible !== null}>
      {impossible && <p role="alert">{hand === 'DraggingVertices' ? words.impossible(impossible) : wordFor(words.refusals, impossible)}</p>}
      <table>
        <thead>
          <tr>
            <th scope="col">{words.live}</th>
            {figures.map((name) => (
              <th key={name} scope="col">
                {words.figures[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {live.map((row) => (
            <LiveLine key={row.key} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function LiveLine({ row: { key, before, after, pending } }: { row: LiveRow }) {
  const words = useWords().borderEditor;
  const facts = useEditor((state) => state.work.document.facts.get(key));
  const plan = useEditor((state) => state.plan);
  const households = after?.households ?? before?.households ?? 0;
  return (
    <tr>
      <th scope="row">
        <i className={styles.tone} data-tone={bandToneOf(households, facts?.kind ?? 'base', bandOf(plan, key.slice(0, 12)))} aria-hidden />
        {facts?.name ?? words.newGrid}
      </th>
      {figures.map((name) => (
        <td key={name}>
          <HeldChange name={name} source={householdsSourceOf(plan, key.slice(0, 12))} before={before?.[name]} after={after?.[name]} pending={pending?.names.includes(name) ? pending.as : undefined} />
        </td>
      ))}
    </tr>
  );
}
