import { FileDown } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Endpoint } from '#contract/endpoint.ts';
import { ApiError, type CallInput, download } from '../api-call.ts';
import { useWords } from '../words/words.ts';
import { Button } from './button.tsx';
import { notify } from './notices.tsx';
import { describeFailure } from './states.tsx';
import { useAction } from '../use-action.ts';

interface DownloadButtonProps<E extends Endpoint> {
  endpoint: E;
  input: CallInput<E>;
  /** What the file is, as it is told when it is ready or could not be written. */
  title: string;
  children: ReactNode;
}

/** Fetches a file; while the server writes it the button says so, and a failure says why. */
export function DownloadButton<E extends Endpoint>({ endpoint, input, title, children }: DownloadButtonProps<E>) {
  const words = useWords();
  const { mutate, isPending } = useAction({
    mutationFn: () => download(endpoint, input),
    onSuccess: () => notify(words.briefs.exported(title), 'good'),
    onError: (error) => notify(`${words.briefs.exportFailed(title)}：${error instanceof ApiError ? describeFailure(error, words) : error.message}`, 'warn'),
  });
  return (
    <Button size="s" icon={<FileDown size={13} aria-hidden />} disabled={isPending} aria-busy={isPending} onClick={() => mutate()}>
      {isPending ? words.briefs.exporting(title) : children}
    </Button>
  );
}
