import { hash, verify } from '@node-rs/argon2';

// OWASP's minimum for argon2id (the package's default algorithm): 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

let decoy: Promise<string> | undefined;

/** Whether the password fits. Without a hash (no such user) it does the same work, so that time tells nothing. */
export async function isPasswordRight(storedHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const isRight = await verify(storedHash ?? (await decoy), password);
  return storedHash !== null && isRight;
}
