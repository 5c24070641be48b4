import { exportGrids, getBorderSheet, gridFileFormats } from '#contract/exports.ts';
import { DownloadButton } from '../../shared/ui/download-button.tsx';
import { useWords, wordFor } from '../../shared/words/words.ts';
import styles from './borders.module.css';

/** The grids of an area on paper and as files, as they are or as a plan has them. */
export function ExportButtons({ within, plan }: { within: string; plan: string | null }) {
  const words = useWords().borders;
  const ofPlan = plan === null ? {} : { plan };
  return (
    <section className={styles.block} aria-label={words.exports}>
      <h3>{words.exports}</h3>
      <div className={styles.buttons}>
        {within.length >= 12 && (
          <DownloadButton endpoint={getBorderSheet} input={{ params: { code: within }, query: ofPlan }} title={words.sheets}>
            {words.sheets}
          </DownloadButton>
        )}
        {gridFileFormats.map((format) => (
          <DownloadButton key={format} endpoint={exportGrids} input={{ query: { within, format, ...ofPlan } }} title={wordFor(words.fileTitles, format)}>
            {wordFor(words.fileTitles, format)}
          </DownloadButton>
        ))}
      </div>
    </section>
  );
}
