import { Lock, MonitorSmartphone, Sparkles } from 'lucide-react';
import type { BorderPlan } from '#contract/borders.ts';
import { HouseholdsNote } from '../../features/borders/households-note.tsx';
import { householdsSourceOf, householdsText } from '../../features/borders/households.ts';
import { OpenDuties } from '../../features/borders/open-duties.tsx';
import { BorderEditor } from '../../features/borders/editor/border-editor.tsx';
import type { MapStage } from '../../map/map-stage.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Empty } from '../../shared/ui/states.tsx';
import { useMedia } from '../../shared/ui/use-media.ts';
import { useWords, wordFor } from '../../shared/words/words.ts';
import styles from './grids.module.css';
import { goTo, useGridsMap } from './map-store.ts';
import { phoneMedia } from './media.ts';
import { chooseGrid, openPlanById } from './tabs.tsx';
import { changeGridsLink, useGridsLink } from '../../shared/grids-link-store.ts';
import { useLinkedPick } from './use-linked-pick.ts';

/** The editor; where the plan cannot be edited here and now, why, and its grids. */
export function EditTab({ plan }: { plan: BorderPlan }) {
  const words = useWords().borders;
  const isPhone = useMedia(phoneMedia);
  const stage = useGridsMap((state) => state.stage);
  if (plan.mayEdit && !isPhone) return <Editing plan={plan} stage={stage} />;
  return (
    <>
      {plan.status === 'adopted' && <OpenDuties plan={plan} onGrid={(code) => chooseGrid(plan, code)} />}
      {!plan.mayEdit && <Empty icon={<Lock size={22} aria-hidden />} title={words.notEditable} hint={wordFor(words.notEditableHint, plan.status)} />}
      {plan.mayEdit && isPhone && <Empty icon={<MonitorSmartphone size={22} aria-hidden />} title={words.needsLarger} hint={words.needsLargerHint} />}
      <HouseholdsNote plan={plan} />
      <GridList plan={plan} />
    </>
  );
}

function Editing({ plan, stage }: { plan: BorderPlan; stage: MapStage | null }) {
  useLinkedPick(plan.id);
  return (
    <>
      {plan.grids.features.length === 0 && <NoGrids />}
      <BorderEditor plan={plan} stage={stage} onGoTo={goTo} onOpen={openPlanById} />
    </>
  );
}

/** Ground without grids, as imported ground is: the machine draws the first ones. */
function NoGrids() {
  const words = useWords().borders;
  return (
    <Empty icon={<Sparkles size={22} aria-hidden />} title={words.noGrids} hint={words.noGridsHint}>
      <Button look="primary" onClick={() => changeGridsLink({ tab: 'propose' }, 'push')}>
        {words.noGridsDo}
      </Button>
    </Empty>
  );
}

function GridList({ plan }: { plan: BorderPlan }) {
  const words = useWords();
  const chosen = useGridsLink((link) => link.grid);
  const bands = new Map(plan.communities.flatMap(({ code, band, householdsSource }) => (householdsSource === 'unknown' ? [] : [[code, band]])));
  return (
    <section className={styles.gridList} aria-label={words.borders.gridsOfPlan(plan.grids.features.length)}>
      <h3>{words.borders.gridsOfPlan(plan.grids.features.length)}</h3>
      <ul>
        {plan.grids.features.map(({ properties: { code, name, kind, isNew, isChanged, isRedrawn, communityCode, counts } }) => {
          const band = bands.get(communityCode);
          const isOutside = kind === 'base' && band !== undefined && (counts.households < band.min || counts.households > band.max);
          return (
            <li key={code}>
              <button type="button" aria-current={chosen === code || undefined} onClick={() => chooseGrid(plan, code)}>
                <span>{name}</span>
                {(isNew || isChanged) && <small data-change={isNew ? 'new' : 'changed'}>{wordFor(words.borders.changes, isNew ? 'new' : isRedrawn ? 'changed' : 'renamed')}</small>}
                <b data-outside={isOutside} title={band && words.borders.band(band.min, band.max)}>
                  {householdsText(counts.households, householdsSourceOf(plan, communityCode), words)}
                </b>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
