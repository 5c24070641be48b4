/** What an import needs from whoever runs it. */
export interface ImportSurroundings {
  adminUrl: string;
  dataDir: string;
  /** Stops the import; nothing of it stays. */
  signal: AbortSignal;
  /** The step in hand with its rows: all that it works on, or those so far where their number grows. */
  progress(step: string, rows: number, isGrowing?: boolean): void;
  debug(message: string): void;
}
