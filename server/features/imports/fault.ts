/** A reason why a file cannot be imported: its message is one sentence for the person who typed the command. */
export class ImportFault extends Error {
  override name = 'ImportFault';
}
