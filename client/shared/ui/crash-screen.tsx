import { Component, type ReactNode } from 'react';
import { currentWords } from '../words/words.ts';
import { Button } from './button.tsx';
import { Empty } from './states.tsx';

/** What is shown where drawing the page itself failed: says so, and offers to load it anew. The link keeps the state. */
export class CrashScreen extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };
  static getDerivedStateFromError(error: Error) {
    return { error };
  }
  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    const words = currentWords();
    return (
      <main role="alert">
        <Empty title={words.states.crash} hint={words.states.crashHint}>
          <Button look="primary" onClick={() => location.reload()}>
            {words.states.reload}
          </Button>
          <code>{error.message}</code>
        </Empty>
      </main>
    );
  }
}
