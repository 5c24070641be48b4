/** The rights that open a page of the administration; who has none of them is not sent there. */
export const adminRights = ['matters.write', 'users.manage', 'audit.read'] as const;
export type AdminRight = (typeof adminRights)[number];
