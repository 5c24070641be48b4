import { useSessionEnd } from '../../shared/query-client.ts';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useKnownSession } from './api.ts';
import { SignInForm } from './sign-in-form.tsx';

/** Asks to sign in again over the work, which stays as it is. */
export function SessionDialog() {
  const words = useWords();
  const hasEnded = useSessionEnd((state) => state.hasEnded);
  const session = useKnownSession();
  return (
    <Dialog title={words.signIn.again} lead={words.signIn.againHint} isOpen={hasEnded} width={400}>
      <SignInForm username={session?.user.username ?? ''} onSignedIn={() => useSessionEnd.setState({ hasEnded: false })} />
    </Dialog>
  );
}
