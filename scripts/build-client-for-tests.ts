/** Before the browser tests: they look at the built client, as a user does. */
import { buildClient } from './build-client.ts';

export default async function setUp(): Promise<void> {
  await buildClient();
}
