/** Nodes by distance, the nearest first: a binary heap. */
export class Heap {
  #nodes: number[] = [];
  #keys: number[] = [];

  push(node: number, key: number): void {
    let at = this.#nodes.length;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (this.#keys[above]! <= key) break;
      this.#put(at, this.#nodes[above]!, this.#keys[above]!);
      at = above;
    }
    this.#put(at, node, key);
  }

  /** The nearest and its distance, taken out. */
  pop(): [node: number, key: number] | undefined {
    if (this.#nodes.length === 0) return undefined;
    const top: [number, number] = [this.#nodes[0]!, this.#keys[0]!];
    const node = this.#nodes.pop()!;
    const key = this.#keys.pop()!;
    if (this.#nodes.length > 0) this.#sink(node, key);
    return top;
  }

  #sink(node: number, key: number): void {
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= this.#nodes.length) break;
      const child = left + 1 < this.#nodes.length && this.#keys[left + 1]! < this.#keys[left]! ? left + 1 : left;
      if (this.#keys[child]! >= key) break;
      this.#put(at, this.#nodes[child]!, this.#keys[child]!);
      at = child;
    }
    this.#put(at, node, key);
  }

  #put(at: number, node: number, key: number): void {
    this.#nodes[at] = node;
    this.#keys[at] = key;
  }
}
