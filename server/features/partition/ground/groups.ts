/** Which of 0 … count − 1 belong together (disjoint sets; the smallest number leads). */
export class Groups {
  readonly #leader: Int32Array;

  constructor(count: number) {
    this.#leader = Int32Array.from({ length: count }, (_, index) => index);
  }

  leader(item: number): number {
    let top = item;
    while (this.#leader[top]! !== top) top = this.#leader[top]!;
    while (this.#leader[item]! !== top) {
      const next = this.#leader[item]!;
      this.#leader[item] = top;
      item = next;
    }
    return top;
  }

  join(a: number, b: number): void {
    const [one, other] = [this.leader(a), this.leader(b)];
    this.#leader[Math.max(one, other)] = Math.min(one, other);
  }
}
