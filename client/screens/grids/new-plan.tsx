import { useQueryClient } from '@tanstack/react-query';
import { Crosshair } from 'lucide-react';
import { useCallback, useEffect } from 'react';
import { create } from 'zustand';
import { getPlace } from '#contract/elements.ts';
import type { ResponseOf } from '#contract/endpoint.ts';
import type { SessionInfo } from '#contract/identity.ts';
import { NewPlanDialog } from '../../features/borders/plan-dialogs.tsx';
import { RegionPanel } from '../../features/regions/region-panel.tsx';
import { call } from '../../shared/api-call.ts';
import { changeGridsLink } from '../../shared/grids-link-store.ts';
import { Button } from '../../shared/ui/button.tsx';
import { notify } from '../../shared/ui/notices.tsx';
import { describeFailure } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import styles from './grids.module.css';
import { useGridsMap } from './map-store.ts';

interface NewPlanState {
  /** The dialog is open, or the map is asked for the place meanwhile. */
  step: 'closed' | 'dialog' | 'map';
  scope: { code: string; name: string } | null;
}
const useNewPlan = create<NewPlanState>(() => ({ step: 'closed', scope: null }));
const scopeLengths = [6, 9, 12];

export function openNewPlan(): void {
  useNewPlan.setState({ step: 'dialog', scope: null });
}

/** The dialog of a new plan; the place comes from the tree of regions or from a click on the map. */
export function NewPlan({ session }: { session: SessionInfo }) {
  const words = useWords().borders;
  const { step, scope } = useNewPlan();
  const close = () => useNewPlan.setState({ step: 'closed' });
  return (
    <>
      {step === 'map' && <PickOnMap />}
      {step === 'dialog' && (
        <NewPlanDialog
          isOpen
          scope={scope}
          isWithin={scope?.code.startsWith(session.jurisdiction.code) ?? false}
          onPickOnMap={() => useNewPlan.setState({ step: 'map' })}
          onCreated={({ id }) => {
            close();
            changeGridsLink({ plan: id, tab: 'edit', grid: null, asOf: null }, 'push');
          }}
          onClose={close}
        >
          <RegionPanel
            selected={scope?.code ?? null}
            within={session.jurisdiction.code}
            onJump={({ code, name }) => (scopeLengths.includes(code.length) ? useNewPlan.setState({ scope: { code, name } }) : notify(words.nonePicked, 'warn'))}
          />
        </NewPlanDialog>
      )}
    </>
  );
}

function PickOnMap() {
  const words = useWords();
  const pick = useCallback(
    ({ regions }: PlaceThere) => {
      const community = regions.find(({ code }) => code.length === 12);
      if (community) useNewPlan.setState({ step: 'dialog', scope: { code: community.code, name: community.name } });
      else notify(words.borders.nowhereThere, 'warn');
    },
    [words],
  );
  useClickedPlace(pick);
  return (
    <div className={styles.hint} role="status">
      <Crosshair size={15} aria-hidden /> {words.borders.picking}
      <Button size="s" onClick={() => useNewPlan.setState({ step: 'dialog' })}>
        {words.borders.stopPicking}
      </Button>
    </div>
  );
}

const choose = ({ grid }: PlaceThere) => changeGridsLink({ grid: grid?.code ?? null }, 'replace');

/** Where today's grids are shown, a click chooses one, unless the place of a new plan is asked for. */
export function TodaysClicks() {
  const isAsked = useNewPlan((state) => state.step === 'map');
  return isAsked ? null : <ChoosingClicks />;
}

function ChoosingClicks() {
  useClickedPlace(choose);
  return null;
}

type PlaceThere = ResponseOf<typeof getPlace>;

/** Asks what lies where the map is clicked. */
function useClickedPlace(take: (place: PlaceThere) => void): void {
  const words = useWords();
  const stage = useGridsMap((state) => state.stage);
  const client = useQueryClient();
  useEffect(
    () =>
      stage?.on('click', ({ position: [lng, lat] }) => {
        client
          .fetchQuery({ queryKey: ['place', [lng, lat]], queryFn: ({ signal }) => call(getPlace, { query: { lng, lat } }, { signal }) })
          .then(take, (error: unknown) => notify(describeFailure(error, words), 'warn'));
      }),
    [stage, client, words, take],
  );
}
