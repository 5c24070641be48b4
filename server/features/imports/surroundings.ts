/** What an import needs from whoever runs it. */
export interface ImportSurroundings {
  adminUrl: string;
  dataDir: string;
  /** Stops the import; nothing of it stays. */
  signal: AbortSignal;
  /** Rows so far of the step in hand. */
  progress(step: string, rows: number): void;
  debug(message: string): void;
}
