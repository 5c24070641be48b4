import { ShieldAlert, ShieldCheck } from 'lucide-react';
import type { checkAudit } from '#contract/audit.ts';
import type { ResponseOf } from '#contract/endpoint.ts';
import { formatCount } from '../../shared/format.ts';
import { Button } from '../../shared/ui/button.tsx';
import { CopyButton } from '../../shared/ui/copy-button.tsx';
import { describeFailure } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useCheckAudit } from './api.ts';
import styles from './audit.module.css';

/** Whether every entry fits its hash. It reads the whole log, so that a hand asks for it. */
export function ChainCheck() {
  const words = useWords();
  const check = useCheckAudit();
  return (
    <section className={styles.chain} aria-label={words.audit.chain}>
      <Button icon={<ShieldCheck size={14} aria-hidden />} disabled={check.isPending} onClick={() => check.mutate()}>
        {check.isPending ? words.audit.checking : words.audit.check}
      </Button>
      <div role="status">
        {check.data && <Verdict chain={check.data} />}
        {check.isError && <p className={styles.broken}>{describeFailure(check.error, words)}</p>}
      </div>
    </section>
  );
}

function Verdict({ chain }: { chain: ResponseOf<typeof checkAudit> }) {
  const words = useWords();
  if (!chain.isWhole)
    return (
      <p className={styles.broken}>
        <ShieldAlert size={15} aria-hidden /> {words.audit.broken(chain.firstFaultId === null ? '' : formatCount(chain.firstFaultId))}
      </p>
    );
  if (chain.lastId === null || chain.lastHash === null) return <p>{words.audit.empty}</p>;
  return (
    <>
      <p className={styles.whole}>
        <ShieldCheck size={15} aria-hidden /> {words.audit.whole(formatCount(chain.lastId))}
      </p>
      <p className={styles.hash}>
        {words.audit.hash} <code>{chain.lastHash}</code> <CopyButton text={`${chain.lastId} ${chain.lastHash}`} label={`${words.common.copy} ${words.audit.hash}`} />
      </p>
      <p className={styles.soft}>{words.audit.keepHash}</p>
    </>
  );
}
