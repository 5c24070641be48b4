import { LockKeyhole } from 'lucide-react';
import type { Account } from '#contract/users.ts';
import { formatMoment } from '../../shared/china-time.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useWords, wordFor } from '../../shared/words/words.ts';
import type { AccountAct } from './users-api.ts';
import styles from './users.module.css';

interface AccountTableProps {
  accounts: Account[];
  isBusy: boolean;
  onAct: (act: AccountAct, account: Account) => void;
}

export function AccountTable({ accounts, isBusy, onAct }: AccountTableProps) {
  const words = useWords();
  const { account, role, jurisdiction, lastSignIn, state, acts } = words.users;
  return (
    <table className={styles.table} aria-label={words.users.list}>
      <thead>
        <tr>
          {[account, role, jurisdiction, lastSignIn, state, acts].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {accounts.map((one) => (
          <AccountRow key={one.id} account={one} isBusy={isBusy} onAct={onAct} />
        ))}
      </tbody>
    </table>
  );
}

function AccountRow({ account, isBusy, onAct }: { account: Account; isBusy: boolean; onAct: AccountTableProps['onAct'] }) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  const { code, name } = account.jurisdiction;
  return (
    <tr>
      <th scope="row" className={styles.name}>
        {account.displayName} <small>{account.username}</small>
        {account.isMe && <b className={styles.me}>{words.users.me}</b>}
      </th>
      <td>{account.roles.map((role) => wordFor(words.roles, role)).join(language === 'zh' ? '、' : ', ')}</td>
      <td>
        {code === '' ? words.session.everywhere : name} {code !== '' && <code>{code}</code>}
      </td>
      <td className={styles.soft} data-label={words.users.lastSignIn}>{account.lastSignInAt === null ? words.users.never : <time dateTime={account.lastSignInAt}>{formatMoment(account.lastSignInAt, language)}</time>}</td>
      <td>
        <AccountState account={account} />
      </td>
      <td className={styles.acts}>
        <AccountActs account={account} isBusy={isBusy} onAct={onAct} />
      </td>
    </tr>
  );
}

/** Locked and until when, suspended, signed in, or just normal. */
function AccountState({ account }: { account: Account }) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  const [longest] = account.locks;
  const networks = account.locks.map(({ network }) => network || words.users.lockedEverywhere).join(language === 'zh' ? '、' : ', ');
  return (
    <span className={styles.states}>
      {account.isSuspended && <b data-tone="off">{words.users.suspended}</b>}
      {longest && (
        <b data-tone="locked">
          <LockKeyhole size={12} aria-hidden /> {words.users.lockedUntil(formatMoment(longest.until, language))}
        </b>
      )}
      {longest && <small>{words.users.lockedFrom(networks)}</small>}
      {account.sessions > 0 && <b data-tone="in">{words.users.signedIn(account.sessions)}</b>}
      {!account.isSuspended && !longest && account.sessions === 0 && <span className={styles.soft}>{words.users.normal}</span>}
    </span>
  );
}

/** A button that cannot be used says why. */
function AccountActs({ account, isBusy, onAct }: { account: Account; isBusy: boolean; onAct: AccountTableProps['onAct'] }) {
  const words = useWords();
  const own = account.isMe ? words.users.own : undefined;
  const whyNoEnd = own ?? (account.sessions === 0 ? words.users.notSignedIn : undefined);
  return (
    <>
      {account.locks.length > 0 && (
        <Button size="s" look="primary" disabled={isBusy} onClick={() => onAct('unlock', account)}>
          {words.users.unlock}
        </Button>
      )}
      <Button size="s" disabled={isBusy || whyNoEnd !== undefined} title={whyNoEnd} onClick={() => onAct('endSessions', account)}>
        {words.users.endSessions}
      </Button>
      <Button size="s" disabled={isBusy || own !== undefined} title={own} onClick={() => onAct(account.isSuspended ? 'resume' : 'suspend', account)}>
        {account.isSuspended ? words.users.resume : words.users.suspend}
      </Button>
    </>
  );
}
