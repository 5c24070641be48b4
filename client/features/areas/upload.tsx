import { useEffect, useRef, useState } from 'react';
import { addPieces } from '../../shared/area-work.ts';
import { notify } from '../../shared/ui/notices.tsx';
import { currentWords, useWords } from '../../shared/words/words.ts';
import { type FileFault, mostFileBytes, readAreaFile } from './area-file.ts';
import styles from './dialogs.module.css';

/** Makes a file's surfaces and lines the area, or says why not. */
async function takeFile(file: File, beforeShown: () => void): Promise<void> {
  const words = currentWords().areas;
  if (file.size > mostFileBytes) {
    notify(words.fileFaults['too-large'](`${mostFileBytes / 1024 / 1024} MB`), 'warn');
    return;
  }
  const text = await file.text().catch(() => null);
  const read = text === null ? null : readAreaFile(text);
  if (!read || 'fault' in read) {
    notify(read ? faultText(read.fault) : words.fileFaults.unreadable, 'warn');
    return;
  }
  beforeShown();
  addPieces(read.pieces, 'replace');
  notify(words.uploaded(read.pieces.length), 'good');
  if (read.hasPoints) notify(words.pointsLeftOut, 'warn');
}

function faultText(fault: FileFault): string {
  const { fileFaults } = currentWords().areas;
  if ('count' in fault) return fileFaults[fault.why](fault.count, fault.most);
  return fileFaults[fault.why];
}

/**
 * A picker for GeoJSON files, out of sight.
 * @param onShow the area is about to be another one: the map may go there
 * @returns the input to place, and what opens it
 */
export function useAreaPicker(onShow: () => void) {
  const words = useWords();
  const input = useRef<HTMLInputElement>(null);
  const picker = (
    <input
      ref={input}
      type="file"
      hidden
      aria-label={words.areas.upload}
      accept=".geojson,.json,application/geo+json,application/json"
      onChange={(event) => {
        const [file] = event.target.files ?? [];
        event.target.value = '';
        if (file) void takeFile(file, onShow);
      }}
    />
  );
  return { picker, open: () => input.current?.click() };
}

/** Takes a GeoJSON file that is dropped anywhere on the page, and shows while one is over it. */
export function AreaDrop({ onShow }: { onShow: () => void }) {
  const words = useWords();
  const [isOver, setOver] = useState(false);
  const latest = useRef(onShow);
  latest.current = onShow;
  useEffect(() => {
    const listen = new AbortController();
    const { signal } = listen;
    const holdsFile = (event: globalThis.DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    window.addEventListener('dragover', (event) => {
      if (!holdsFile(event)) return;
      event.preventDefault();
      setOver(true);
    }, { signal });
    window.addEventListener('dragleave', (event) => event.relatedTarget === null && setOver(false), { signal });
    window.addEventListener('drop', (event) => {
      if (!holdsFile(event)) return;
      event.preventDefault();
      setOver(false);
      const files = event.dataTransfer?.files ?? [];
      if (files.length > 1) notify(currentWords().areas.fileFaults['too-many-files'], 'warn');
      else if (files[0]) void takeFile(files[0], latest.current);
    }, { signal });
    return () => listen.abort();
  }, []);
  if (!isOver) return null;
  return (
    <div className={styles.drop} role="status">
      <b>{words.areas.dropHere}</b>
      <small>{words.areas.dropHint}</small>
    </div>
  );
}
