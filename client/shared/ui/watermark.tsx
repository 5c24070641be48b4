import { type ReactNode, useId } from 'react';
import styles from './watermark.module.css';

/** Each mark has this much room, so that any part of the screen as large as a hand holds a whole one. */
const tile = { width: 200, height: 58, slant: -14 };

interface WatermarkedProps {
  /** What tells whose screen it was and when: two short lines. Without them nothing lies over the content. */
  lines: [string, string] | null;
  children: ReactNode;
}

/** Content with lines of text all over it, which a photograph of the screen would have, too. It is read through and clicked through. */
export function Watermarked({ lines, children }: WatermarkedProps) {
  const id = useId();
  return (
    <div className={styles.marked}>
      {children}
      {lines && (
        <svg className={styles.watermark} aria-hidden="true" data-watermark={lines.join(' ')}>
          <defs>
            <pattern id={id} width={tile.width} height={tile.height} patternUnits="userSpaceOnUse" patternTransform={`rotate(${tile.slant})`}>
              {lines.map((line, index) => (
                <text key={line} x={8} y={20 + index * 16} textLength={line.length > 30 ? tile.width - 12 : undefined} lengthAdjust="spacingAndGlyphs">
                  {line}
                </text>
              ))}
            </pattern>
          </defs>
          <rect width="100%" height="100%" fill={`url(#${id})`} />
        </svg>
      )}
    </div>
  );
}
