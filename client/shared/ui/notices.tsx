import { X } from 'lucide-react';
import { create } from 'zustand';
import { useWords } from '../words/words.ts';
import { IconButton } from './icon-button.tsx';
import styles from './notices.module.css';

type Tone = 'plain' | 'good' | 'warn';
interface Notice {
  id: number;
  text: string;
  tone: Tone;
}
const useNotices = create<{ notices: Notice[] }>(() => ({ notices: [] }));
let lastId = 0;

/** Says something in passing, on the screen and to a screen reader, for some seconds. */
export function notify(text: string, tone: Tone = 'plain'): void {
  lastId += 1;
  const id = lastId;
  useNotices.setState((state) => ({ notices: [...state.notices.filter((notice) => notice.text !== text).slice(-2), { id, text, tone }] }));
  setTimeout(() => dismiss(id), tone === 'warn' ? 15_000 : 3500);
}

function dismiss(id: number): void {
  useNotices.setState((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) }));
}

/** Where the notices appear; stands once on the page. */
export function Notices() {
  const words = useWords();
  const notices = useNotices((state) => state.notices);
  return (
    <div className={styles.notices} role="status" aria-live="polite">
      {notices.map((notice) => (
        <div key={notice.id} className={`${styles.notice} ${styles[notice.tone]}`}>
          <span>{notice.text}</span>
          <IconButton size="s" label={words.common.close} onClick={() => dismiss(notice.id)} className={styles.close}>
            <X size={14} aria-hidden />
          </IconButton>
        </div>
      ))}
    </div>
  );
}
