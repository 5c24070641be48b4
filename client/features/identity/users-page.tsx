import { Users } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import type { Account } from '#contract/users.ts';
import { formatCount } from '../../shared/format.ts';
import { Button } from '../../shared/ui/button.tsx';
import { notify } from '../../shared/ui/notices.tsx';
import { QuestionDialog } from '../../shared/ui/question-dialog.tsx';
import { describeFailure, Empty, Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { AccountFilterForm } from './account-filter-form.tsx';
import { AccountTable } from './account-table.tsx';
import { type AccountAct, accountParameters, readAccountFilter, useAccountAct, useAccounts } from './users-api.ts';
import styles from './users.module.css';

/** The accounts of the jurisdiction: who is locked, suspended or signed in, and what can be done about it. */
export function UsersPage() {
  const words = useWords();
  const [search, setSearch] = useSearchParams();
  const filter = readAccountFilter(search);
  const query = useAccounts(filter);
  const { asked, setAsked, start, carryOut, isBusy } = useActs();
  const accounts = query.data?.pages.flatMap((page) => page.users) ?? [];
  return (
    <div className={styles.page}>
      <h2>{words.users.title}</h2>
      <p className={styles.lead}>{words.users.lead}</p>
      <AccountFilterForm key={filter.q} filter={filter} onShow={(next) => setSearch(accountParameters(next))} />
      <p className={styles.status} role="status">
        {query.data ? words.users.found(formatCount(query.data.pages[0]?.total ?? 0)) : ''}
      </p>
      {query.isPending && <Skeleton rows={10} />}
      {query.isError && <Failure error={query.error} onRetry={() => query.refetch()} />}
      {query.data && accounts.length === 0 && <Empty icon={<Users size={22} aria-hidden />} title={words.users.none} hint={words.users.noneHint} />}
      {accounts.length > 0 && <AccountTable accounts={accounts} isBusy={isBusy} onAct={start} />}
      {query.hasNextPage && (
        <Button className={styles.next} disabled={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {query.isFetchingNextPage ? words.common.loading : words.users.next}
        </Button>
      )}
      {asked && <ActQuestion {...asked} onStay={() => setAsked(null)} onGo={() => carryOut(asked)} />}
    </div>
  );
}

interface Asked {
  act: AccountAct;
  account: Account;
}

/** What takes something from a person is asked before; what gives it back is done at once. A notice says what came of it. */
function useActs() {
  const words = useWords();
  const action = useAccountAct();
  const [asked, setAsked] = useState<Asked | null>(null);
  const done = { unlock: words.users.unlocked, endSessions: words.users.endedSessions, suspend: words.users.suspendedNow, resume: words.users.resumed };
  const carryOut = ({ act, account }: Asked) => {
    setAsked(null);
    action.mutate(
      { act, id: account.id },
      {
        onSuccess: () => notify(done[act](account.displayName), 'good'),
        onError: (error) => notify(words.users.failed(describeFailure(error, words)), 'warn'),
      },
    );
  };
  const start = (act: AccountAct, account: Account) => (act === 'unlock' || act === 'resume' ? carryOut({ act, account }) : setAsked({ act, account }));
  return { asked, setAsked, start, carryOut, isBusy: action.isPending };
}

function ActQuestion({ act, account, onStay, onGo }: Asked & { onStay: () => void; onGo: () => void }) {
  const words = useWords();
  const isSuspension = act === 'suspend';
  return (
    <QuestionDialog
      title={isSuspension ? words.users.suspendAsk(account.displayName) : words.users.endSessionsAsk(account.displayName)}
      lead={isSuspension ? words.users.suspendLead : words.users.endSessionsLead}
      stay={words.users.keep}
      go={isSuspension ? words.users.suspend : words.users.endSessions}
      look="danger"
      onStay={onStay}
      onGo={onGo}
    />
  );
}
