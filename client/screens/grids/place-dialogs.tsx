import type { SessionInfo } from '#contract/identity.ts';
import { usePlan } from '../../features/borders/api.ts';
import { BandsDialog, type Place } from '../../features/borders/bands-dialog.tsx';
import { useRegion } from '../../features/regions/api.ts';
import { RegionPanel } from '../../features/regions/region-panel.tsx';
import { changeGridsLink, useGridsLink } from '../../shared/grids-link-store.ts';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { useWords } from '../../shared/words/words.ts';
import styles from './grids.module.css';
import { goTo } from './map-store.ts';
import { usePlanView } from './plan-view.ts';

const close = () => usePlanView.setState({ dialog: null });
const bandLengths = [6, 9, 12];

/** Dialogs that are about an area: whose plans are listed, and how many households its grids should have. */
export function PlaceDialogs({ session }: { session: SessionInfo }) {
  const dialog = usePlanView((state) => state.dialog);
  if (dialog === 'within') return <WithinDialog />;
  if (dialog === 'bands') return <Bands session={session} />;
  return null;
}

function WithinDialog() {
  const words = useWords().borders;
  const within = useGridsLink((link) => link.within);
  return (
    <Dialog title={words.scope} isOpen onClose={close} width={480}>
      <div className={styles.tree}>
        <RegionPanel
          selected={within}
          onJump={({ code, bbox }) => {
            changeGridsLink({ within: code.length > 12 ? code.slice(0, 12) : code }, 'push');
            if (bbox) goTo(bbox);
            close();
          }}
        />
      </div>
    </Dialog>
  );
}

/** Bands are set for the area at hand and what it lies in, as far as the reader answers for it. */
function Bands({ session }: { session: SessionInfo }) {
  const within = useGridsLink((link) => link.within);
  const planId = useGridsLink((link) => link.plan);
  const scope = usePlan(planId).data?.community.code ?? within ?? session.jurisdiction.code;
  const region = useRegion(scope === '' ? null : scope.slice(0, 12)).data;
  const chain = region ? [...region.chain.filter(({ code }) => code !== region.code), region] : [];
  const mayReview = session.rights.includes('borders.review');
  const places: Place[] = mayReview ? chain.filter(({ code }) => bandLengths.includes(code.length) && code.startsWith(session.jurisdiction.code)).reverse() : [];
  return <BandsDialog key={places.length} places={places.map(({ code, name }) => ({ code, name }))} onClose={close} />;
}
