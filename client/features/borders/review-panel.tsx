import { Check, LocateFixed, MapPin, MessageSquareText, RotateCcw } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { z } from 'zod';
import type { borderComment } from '#contract/border-review.ts';
import { borderLimits, type BorderPlan } from '#contract/borders.ts';
import { formatMoment } from '../../shared/china-time.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { Button } from '../../shared/ui/button.tsx';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { notify } from '../../shared/ui/notices.tsx';
import { Empty, Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useAddComment, useComments, useResolveComment } from './api.ts';
import styles from './borders.module.css';
import dialogs from './dialogs.module.css';
import own from './review.module.css';
import { Refusal } from './refusal.tsx';

export type BorderComment = z.infer<typeof borderComment>;
export interface Spot {
  position: [number, number];
  /** The grid there. */
  grid: { code: string; name: string } | null;
}
interface ReviewPanelProps {
  plan: BorderPlan;
  /** Where the next comment is about; null is the whole plan. */
  spot: Spot | null;
  isPicking: boolean;
  chosen: number | null;
  onPick: () => void;
  onSpot: (spot: Spot | null) => void;
  onChoose: (comment: BorderComment) => void;
}

/** Comments of a plan by place: written, found on the map, dealt with. */
export function ReviewPanel({ plan, spot, isPicking, chosen, onPick, onSpot, onChoose }: ReviewPanelProps) {
  const words = useWords().borders;
  const isOver = plan.status === 'discarded' || plan.status === 'adopted';
  return (
    <section className={styles.block} aria-label={words.review}>
      {!isOver && <CommentForm plan={plan} spot={spot} isPicking={isPicking} onPick={onPick} onSpot={onSpot} />}
      <Comments plan={plan} chosen={chosen} onChoose={onChoose} />
    </section>
  );
}

function CommentForm({ plan, spot, isPicking, onPick, onSpot }: Omit<ReviewPanelProps, 'chosen' | 'onChoose'>) {
  const words = useWords();
  const add = useAddComment(plan.id);
  const [text, setText] = useState('');
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '' || add.isPending) return;
    add.mutate(
      { text: text.trim(), gridCode: spot?.grid?.code ?? null, location: spot?.position ?? null },
      {
        onSuccess: () => {
          setText('');
          onSpot(null);
          notify(words.borders.posted, 'good');
        },
      },
    );
  };
  return (
    <form className={own.comment} onSubmit={send}>
      <textarea rows={3} value={text} maxLength={borderLimits.commentLength} aria-label={words.borders.commentText} placeholder={words.borders.commentHint} onChange={(event) => setText(event.target.value)} />
      <p className={own.spot}>
        <MapPin size={13} aria-hidden />
        <span>{isPicking ? words.borders.pickingSpot : spot ? (spot.grid?.name ?? words.borders.commentHere) : words.borders.wholePlan}</span>
        {spot ? (
          <Button size="s" look="quiet" onClick={() => onSpot(null)}>
            {words.borders.noPlace}
          </Button>
        ) : (
          <Button size="s" look="quiet" aria-pressed={isPicking} onClick={onPick}>
            {isPicking ? words.common.cancel : words.borders.pickSpot}
          </Button>
        )}
      </p>
      <Refusal error={add.error} />
      <div className={dialogs.formEnd}>
        <Button size="s" type="submit" look="primary" disabled={text.trim() === '' || add.isPending}>
          {add.isPending ? words.borders.posting : words.borders.post}
        </Button>
      </div>
    </form>
  );
}

function Comments({ plan, chosen, onChoose }: Pick<ReviewPanelProps, 'plan' | 'chosen' | 'onChoose'>) {
  const words = useWords().borders;
  const query = useComments(plan.id);
  const [areResolvedShown, setResolvedShown] = useState(false);
  if (query.isPending) return <Skeleton rows={4} />;
  if (query.isError) return <Failure error={query.error} onRetry={() => query.refetch()} />;
  const { comments } = query.data;
  const resolved = comments.filter(({ resolvedAt }) => resolvedAt !== null).length;
  if (comments.length === 0) return <Empty icon={<MessageSquareText size={22} aria-hidden />} title={words.noComments} hint={words.noCommentsHint} />;
  return (
    <>
      <ul className={own.comments} aria-label={words.review}>
        {comments.map((comment, index) =>
          comment.resolvedAt !== null && !areResolvedShown ? null : (
            <li key={comment.id} data-resolved={comment.resolvedAt !== null} aria-current={comment.id === chosen || undefined}>
              <CommentRow plan={plan} comment={comment} number={index + 1} onChoose={() => onChoose(comment)} />
            </li>
          ),
        )}
      </ul>
      {resolved > 0 && !areResolvedShown && (
        <Button size="s" look="quiet" onClick={() => setResolvedShown(true)}>
          {words.showResolved(resolved)}
        </Button>
      )}
    </>
  );
}

function CommentRow({ plan, comment, number, onChoose }: { plan: BorderPlan; comment: BorderComment; number: number; onChoose: () => void }) {
  const words = useWords().borders;
  const language = usePreferences((state) => state.language);
  const resolve = useResolveComment(plan.id);
  const isResolved = comment.resolvedAt !== null;
  const grid = plan.grids.features.find(({ properties }) => properties.code === comment.gridCode)?.properties.name;
  const hasPlace = comment.location !== null || grid !== undefined;
  return (
    <>
      <span className={own.number} aria-hidden="true">
        {number}
      </span>
      <div className={own.said}>
        <p>{comment.text}</p>
        <small>
          {comment.by.name} · {formatMoment(comment.at, language)} · {grid ?? (comment.location ? words.commentHere : words.wholePlan)}
          {isResolved && ` · ${words.resolvedBy(comment.resolvedBy ?? '')}`}
        </small>
        <Refusal error={resolve.error} />
      </div>
      {hasPlace && (
        <IconButton size="s" label={`${words.goTo} ${words.commentOf(number)}`} onClick={onChoose}>
          <LocateFixed size={14} aria-hidden />
        </IconButton>
      )}
      <IconButton size="s" label={`${isResolved ? words.reopen : words.resolve} ${words.commentOf(number)}`} onClick={() => resolve.mutate({ commentId: comment.id, isResolved: !isResolved })}>
        {isResolved ? <RotateCcw size={14} aria-hidden /> : <Check size={14} aria-hidden />}
      </IconButton>
    </>
  );
}
