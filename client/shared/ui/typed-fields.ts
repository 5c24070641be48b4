/** What a field of a form holds; a checkbox or radio button holds whether it is chosen. */
export interface Field {
  type: string;
  value: string;
  checked?: boolean | undefined;
  /** Whether it still stands on the page. */
  isConnected: boolean;
}

/** Which fields a person changed, so that what they typed is not thrown away unasked. Words to search by are no loss. */
export class TypedFields {
  private atFirst = new WeakMap<Field, string>();
  private readonly touched = new Set<Field>();

  /** Notes what a field held when the person came to it. */
  enter(field: Field): void {
    if (!this.atFirst.has(field)) this.atFirst.set(field, held(field));
  }

  /** Notes that the person changed it. A click on a label changes a checkbox that nobody came to: it was the opposite. */
  change(field: Field): void {
    if (field.type === 'search') return;
    if (!this.atFirst.has(field)) this.atFirst.set(field, isChoice(field) ? String(!field.checked) : '');
    this.touched.add(field);
  }

  /** What is there now has been kept. */
  keep(): void {
    this.atFirst = new WeakMap();
    this.touched.clear();
  }

  /** Whether a field that is still there holds something else than at first. */
  hasAny(): boolean {
    for (const field of this.touched) if (!field.isConnected) this.touched.delete(field);
    return [...this.touched].some((field) => held(field) !== this.atFirst.get(field));
  }
}

function isChoice({ type }: Field): boolean {
  return type === 'checkbox' || type === 'radio';
}

function held(field: Field): string {
  return isChoice(field) ? String(field.checked) : field.value;
}
