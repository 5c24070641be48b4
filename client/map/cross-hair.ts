import type { Pixel } from './tools/tool.ts';

const steps: Record<string, Pixel> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const stepPixels = 10;
const bigStepPixels = 60;

/** How far an arrow key moves the cross-hair; null for any other key. */
export function arrowStep(key: string, isBig: boolean): Pixel | null {
  const step = steps[key];
  if (step === undefined) return null;
  const pixels = isBig ? bigStepPixels : stepPixels;
  return [step[0] * pixels, step[1] * pixels];
}

/** The pointer of a hand that draws by keyboard: a cross over the map that the arrow keys move. */
export class CrossHair {
  #element: HTMLElement;
  #at: Pixel | null = null;

  /** @param canvas the map's picture, which gives the size: the element around it has none of its own */
  constructor(
    container: HTMLElement,
    private canvas: { clientWidth: number; clientHeight: number },
  ) {
    this.#element = document.createElement('div');
    this.#element.className = 'map-cross-hair';
    this.#element.hidden = true;
    container.append(this.#element);
  }

  /** Where it stands: in the middle until it has been moved. */
  get pixel(): Pixel {
    return this.#at ?? [this.canvas.clientWidth / 2, this.canvas.clientHeight / 2];
  }

  get isShown(): boolean {
    return this.#at !== null;
  }

  /** Moves it; answers by how much it would have left the map, for the map to follow. */
  moveBy([x, y]: Pixel): Pixel {
    const wanted: Pixel = [this.pixel[0] + x, this.pixel[1] + y];
    const margin = 24;
    const inside: Pixel = [clamp(wanted[0], margin, this.canvas.clientWidth - margin), clamp(wanted[1], margin, this.canvas.clientHeight - margin)];
    this.#show(inside);
    return [wanted[0] - inside[0], wanted[1] - inside[1]];
  }

  show(): void {
    this.#show(this.pixel);
  }

  hide(): void {
    this.#at = null;
    this.#element.hidden = true;
  }

  remove(): void {
    this.#element.remove();
  }

  #show(at: Pixel): void {
    this.#at = at;
    this.#element.hidden = false;
    this.#element.style.transform = `translate(${at[0]}px, ${at[1]}px)`;
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
