/** Text that people type to name something. */
import { z } from 'zod';

/**
 * Characters that show nothing: controls, those that Unicode says to leave out, and the empty Braille cell. Those that turn
 * the direction of text (U+202E …) are among them: with one a name reads as another.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;
/** A name as it is read. */
export const visibleText = (text: string): string => text.replaceAll(unseen, '').trim();
/** A name, title or saying of one line, kept as it is read. */
export const visibleLine = (longest: number, shortest = 1) => z.string().overwrite(visibleText).min(shortest).max(longest);
