import { MapPin } from 'lucide-react';
import type { getPlace } from '#contract/elements.ts';
import type { ResponseOf } from '#contract/endpoint.ts';
import { formatDistance } from '../../shared/format.ts';
import { openCard } from '../../shared/link-store.ts';
import { Card, CardSection, PositionLine } from '../../shared/ui/card.tsx';
import { InChargeBoard } from '../../shared/ui/in-charge-board.tsx';
import { Failure, Skeleton } from '../../shared/ui/states.tsx';
import { UseGroundAround } from '../../shared/ui/use-as-area.tsx';
import { Where } from '../../shared/ui/where.tsx';
import { useWords } from '../../shared/words/words.ts';
import { usePlace } from './api.ts';
import styles from './element-card.module.css';

type Place = ResponseOf<typeof getPlace>;
interface PlaceCardProps {
  position: [number, number];
  /** The piece of ground that was looked for, and what it is: an estate, a school. */
  named?: { name: string; sort: string } | undefined;
  onBack?: (() => void) | undefined;
  onClose: () => void;
  onLocate: () => void;
}

/** A bare point of the ground: where it lies and who is responsible, as for any element. */
export function PlaceCard({ position, named, onBack, onClose, onLocate }: PlaceCardProps) {
  const words = useWords();
  const query = usePlace(position);
  const place = query.data;
  const street = place?.street && words.card.nearStreet(place.street.name, formatDistance(place.street.distanceMeters));
  const title = named?.name || street || place?.grid?.name || place?.regions.at(-1)?.name || words.card.place;
  return (
    <Card title={title} subtitle={named?.sort ?? words.card.place} icon={<MapPin size={18} aria-hidden />} onBack={onBack} onClose={onClose} onLocate={onLocate}>
      {query.isPending && <Skeleton rows={7} />}
      {query.isError && <Failure error={query.error} onRetry={() => query.refetch()} />}
      {place && (
        <>
          <CardSection title={words.card.where}>
            <Where chain={place.regions} grid={place.grid} />
            {place.building && (
              <p className={styles.building}>
                <span>{words.card.building}</span>
                <button type="button" onClick={() => place.building && openCard({ type: 'element', code: place.building.code }, 'if-hidden')}>
                  {place.building.name || place.building.code}
                </button>
              </p>
            )}
            <PositionLine position={position} />
            <p className={styles.areas}>
              <UseGroundAround piece={(radiusMeters) => ({ from: 'circle', center: position, radiusMeters })} isCircle />
            </p>
            {place.street && <StreetArea street={place.street} />}
          </CardSection>
          <InChargeBoard people={place.inCharge} />
        </>
      )}
    </Card>
  );
}

/** The ground along the nearest street, as far as it bears its name in the county. */
function StreetArea({ street }: { street: NonNullable<Place['street']> }) {
  const words = useWords();
  return (
    <p className={styles.areas}>
      <UseGroundAround piece={(meters) => ({ from: 'street', county: street.countyCode, name: street.name, meters })} initial={50} label={words.areas.piece.street(street.name)} />
    </p>
  );
}
