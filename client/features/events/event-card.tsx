import { ClipboardList } from 'lucide-react';
import type { EventDetail } from '#contract/events.ts';
import { formatMoment } from '../../shared/china-time.ts';
import { changeLink, openCard, openMatter } from '../../shared/link-store.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { Card, CardSection, CodeLine, Facts, Note, PositionLine } from '../../shared/ui/card.tsx';
import { Failure, Skeleton } from '../../shared/ui/states.tsx';
import { UseGroundAround } from '../../shared/ui/use-as-area.tsx';
import { Where } from '../../shared/ui/where.tsx';
import { useWords, wordFor } from '../../shared/words/words.ts';
import { useEvent } from './api.ts';
import { State } from './case-list.tsx';
import styles from './events.module.css';

interface EventCardProps {
  id: string;
  onBack?: (() => void) | undefined;
  onClose: () => void;
  onLocate: (position: [number, number]) => void;
}

/** One case: what, where, whose, and each step that it has gone. */
export function EventCard({ id, onBack, onClose, onLocate }: EventCardProps) {
  const words = useWords();
  const query = useEvent(id);
  const shell = { icon: <ClipboardList size={18} aria-hidden />, onBack, onClose };
  const event = query.data;
  if (!event)
    return (
      <Card title={words.events.card} {...shell}>
        {query.isError ? <Failure error={query.error} onRetry={() => query.refetch()} /> : <Skeleton rows={9} />}
      </Card>
    );
  return (
    <Card key={id} title={event.title} subtitle={<State state={event.state} title={event.stateTitle} isOverdue={event.isOverdue} />} onLocate={() => onLocate(event.position)} {...shell}>
      <Body event={event} />
    </Card>
  );
}

function Body({ event }: { event: EventDetail }) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  const { matterDetail: matter } = event;
  const moment = (text: string | null) => (text === null ? '–' : formatMoment(text, language));
  const chain = event.chain.filter(({ level }) => level !== 'grid');
  const grid = event.areaCode.length === 15 ? { code: event.areaCode, name: event.areaName, kind: '' } : null;
  return (
    <>
      <CardSection title={words.events.what}>
        {event.description && <p className={styles.description}>{event.description}</p>}
        <Facts
          facts={[
            { label: words.events.channel, value: event.channelTitle },
            { label: words.events.severity, value: event.severityTitle },
            { label: words.events.reported, value: moment(event.reportedAt) },
            { label: words.events.due, value: moment(event.dueAt) },
            { label: words.events.closed, value: moment(event.closedAt) },
            { label: words.events.department, value: [event.departmentTitle, event.handler].filter(Boolean).join(' · ') || '–' },
            { label: words.events.returns, value: String(event.returns) },
            { label: words.events.ratingLabel, value: event.rating === null ? '–' : words.events.rating(event.rating) },
          ]}
        />
      </CardSection>
      <CardSection title={words.card.where}>
        <Where chain={chain} grid={grid} />
        {event.element && <LinkLine label={words.events.element} text={event.element.name || event.element.code} onOpen={() => event.element && openCard({ type: 'element', code: event.element.code }, 'if-hidden')} />}
        <LinkLine label={words.events.sameHere} text={words.matters.times(event.sameHere)} onOpen={() => changeLink({ cases: { spot: event.spot, matter: event.matter.code }, panel: 'matters' }, 'push')} />
        <PositionLine position={event.position} />
        <p className={styles.linkLine}>
          <UseGroundAround piece={(meters) => ({ from: 'event', id: event.id, meters })} />
        </p>
        <CodeLine label={words.events.code} code={event.code} />
      </CardSection>
      <CardSection title={words.events.timeline}>
        <ol className={styles.timeline}>
          {event.timeline.map((step) => (
            <li key={step.version} data-step={step.step}>
              <time dateTime={step.at}>{moment(step.at)}</time>
              <b>{step.stepTitle}</b>
              <small>{step.departmentTitle ?? wordFor(words.events.roles, step.byRole)}</small>
              {step.note && <p>{step.note}</p>}
            </li>
          ))}
        </ol>
      </CardSection>
      <CardSection title={words.events.matter} hint={matter.path.map(({ name }) => name).join(' › ')}>
        <LinkLine label={words.events.matter} text={event.matter.name} onOpen={() => openMatter(event.matter.code)} />
        <Facts
          facts={[
            { label: words.events.owner, value: matter.ownerTitle },
            { label: words.events.opening, value: matter.openingCondition },
            { label: words.events.closing, value: matter.closingCondition },
            { label: words.events.clock, value: `${matter.handle.amount} ${matter.handle.unit}` },
          ]}
        />
        <Note>{words.events.clockNote}</Note>
      </CardSection>
    </>
  );
}

function LinkLine({ label, text, onOpen }: { label: string; text: string; onOpen: () => void }) {
  return (
    <p className={styles.linkLine}>
      <span>{label}</span>
      <button type="button" onClick={onOpen}>{text}</button>
    </p>
  );
}
