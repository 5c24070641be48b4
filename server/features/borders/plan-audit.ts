import type { BorderPlan } from '#contract/borders.ts';
import { writeAudit } from '../../platform/audit.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import type { Session } from '../../platform/session.ts';

interface AuditedStep {
  /** `approve`, `rebase`, `revert` …: the action is `borders.` and this. */
  step: string;
  plan: Pick<BorderPlan, 'id' | 'version' | 'status' | 'community' | 'reverts'>;
  session: Session | null;
  requestId: string;
  /** What was decided with it. */
  decided?: Record<string, unknown>;
}
/** A step of a plan as a line of the audit log. Written last: its lock is held until the transaction ends. */
export async function auditStep(db: RequestDatabase, { step, plan, session, requestId, decided }: AuditedStep): Promise<void> {
  const { id, version, status, community, reverts } = plan;
  await writeAudit(db, { userId: session?.userId ?? null, action: `borders.${step}`, object: community.code, detail: { plan: id, version, status, ...(reverts ? { reverts } : {}), ...decided }, requestId });
}
