import type { Map as GlMap } from 'maplibre-gl';
import type { BorderHand, BorderInput, HandKeys, Spot } from './border-input.ts';
import { arrowStep, CrossHair } from './cross-hair.ts';
import { metersPerPixel } from './geodesy.ts';
import type { Pixel } from './tools/tool.ts';

const doubleClickMs = 400;
const doubleClickPixels = 6;

const keysOf = ({ shiftKey, altKey, ctrlKey, metaKey }: PointerEvent | KeyboardEvent): HandKeys => ({ shift: shiftKey, alt: altKey, command: ctrlKey || metaKey });

/** Hands what pointer and keyboard do over the map to the border editor; moves of the pointer come once a frame. */
export class BorderControl {
  #crossHair: CrossHair;
  #stopListening = new AbortController();
  #isPanning = false;
  #holds = false;
  #waiting: PointerEvent | null = null;
  #lastRelease = { at: -Infinity, pixel: [0, 0] as Pixel };
  #pressedAt: Pixel = [0, 0];

  constructor(
    private map: GlMap,
    private hand: BorderHand,
  ) {
    const target = map.getCanvasContainer();
    this.#crossHair = new CrossHair(target, map.getCanvas());
    const listen = { signal: this.#stopListening.signal };
    target.addEventListener('pointerdown', (event) => this.#press(event), { ...listen, capture: true });
    target.addEventListener('pointermove', (event) => this.#move(event), listen);
    // On the window: a drag may end over a panel.
    window.addEventListener('pointerup', (event) => this.#release(event), listen);
    target.addEventListener('pointercancel', () => this.#giveUp(), listen);
    target.addEventListener('pointerleave', () => !this.#holds && hand.take({ type: 'leave' }), listen);
    target.addEventListener('contextmenu', (event) => event.preventDefault(), listen);
    target.addEventListener('keydown', (event) => this.#key(event), { ...listen, capture: true });
    window.addEventListener('keyup', (event) => event.key === ' ' && this.#pan(false), listen);
    window.addEventListener('blur', () => this.#pan(false), listen);
    map.doubleClickZoom.disable();
    map.boxZoom.disable();
    map.keyboard.disable();
  }

  set cursor(cursor: string) {
    this.#cursor = cursor;
    if (!this.#isPanning) this.map.getCanvas().style.cursor = cursor;
  }
  #cursor = '';

  destroy(): void {
    this.#stopListening.abort();
    this.#crossHair.remove();
    this.map.doubleClickZoom.enable();
    this.map.boxZoom.enable();
    this.map.keyboard.enable();
    this.map.dragPan.enable();
    this.map.getCanvas().style.cursor = '';
  }

  #press(event: PointerEvent): void {
    this.map.getCanvas().focus({ preventScroll: true });
    if (this.#isPanning || !event.isPrimary || event.button !== 0) return;
    this.#crossHair.hide();
    this.#flush();
    this.#pressedAt = [event.clientX, event.clientY];
    this.#holds = this.hand.take({ type: 'press', ...this.#spot(event) });
    if (this.#holds) this.#keepDrags();
  }

  /** A drag draws: it moves neither the map nor, by a finger, the page. */
  #keepDrags(): void {
    this.map.dragPan.disable();
    this.map.getCanvas().style.touchAction = 'none';
  }

  #move(event: PointerEvent): void {
    if (this.#isPanning || !event.isPrimary) return;
    const isFirst = this.#waiting === null;
    this.#waiting = event;
    if (isFirst) requestAnimationFrame(() => this.#flush());
  }

  /** Tells the last move that has not been told. */
  #flush(): void {
    const event = this.#waiting;
    this.#waiting = null;
    if (event === null || this.#isPanning) return;
    this.#crossHair.hide();
    // While the map is dragged, nothing under the pointer is meant.
    if (event.buttons !== 0 && !this.#holds) return;
    this.hand.take({ type: 'move', ...this.#spot(event) });
  }

  #release(event: PointerEvent): void {
    if (!event.isPrimary || event.button !== 0 || this.#isPanning) return;
    const isOver = event.target instanceof Node && this.map.getCanvasContainer().contains(event.target);
    if (!this.#holds && !isOver) return;
    this.#flush();
    this.#letGo();
    this.hand.take({ type: 'release', ...this.#spot(event), clicks: this.#clicks(event) });
  }

  #letGo(): void {
    this.#holds = false;
    this.map.dragPan.enable();
    this.map.getCanvas().style.touchAction = '';
  }

  #giveUp(): void {
    if (!this.#holds) return;
    this.#letGo();
    this.hand.take({ type: 'abandon' });
  }

  /** Two releases at one spot soon after each other are a double click, unless one of them ended a drag. */
  #clicks(event: PointerEvent): number {
    const { at, pixel } = this.#lastRelease;
    const isNear = ([x, y]: Pixel) => Math.hypot(event.clientX - x, event.clientY - y) < doubleClickPixels;
    const isSecond = event.timeStamp - at < doubleClickMs && isNear(pixel);
    const mayBeFirst = !isSecond && isNear(this.#pressedAt);
    this.#lastRelease = { at: mayBeFirst ? event.timeStamp : -Infinity, pixel: [event.clientX, event.clientY] };
    return isSecond ? 2 : 1;
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.isComposing || !this.#answerKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #answerKey(event: KeyboardEvent): boolean {
    const step = arrowStep(event.key, event.shiftKey);
    if (step !== null) return this.hand.nudges() ? this.#nudge(step, event) : this.#moveCrossHair(step, event);
    switch (event.key) {
      case ' ':
        if (this.#crossHair.isShown) return event.repeat || this.#setPoint(event, 1);
        this.#pan(true);
        return true;
      case 'Enter':
        return this.#crossHair.isShown && this.#isOpen ? this.#setPoint(event, 1) : this.#tell({ type: 'finish' });
      case 'Backspace':
        return this.#tell({ type: 'back' });
      case 'Delete':
        return this.#tell({ type: 'remove' });
      case 'Escape':
        this.#crossHair.hide();
        return this.#tell({ type: 'abandon' });
      case 'Tab':
        return this.hand.steps() && this.#tell({ type: event.shiftKey ? 'previous' : 'next' });
      default:
        return false;
    }
  }

  /** Enter sets a point where nothing is being drawn. */
  get #isOpen(): boolean {
    return !this.hand.isDrawing();
  }

  #tell(input: BorderInput): true {
    this.hand.take(input);
    return true;
  }

  /** A tenth of a pixel's metre is finer than a hand; arrows move by a pixel, with Shift by ten. */
  #nudge([x, y]: Pixel, event: KeyboardEvent): true {
    const meters = metersPerPixel(this.map.getCenter().lat, this.map.getZoom()) / 10;
    return this.#tell({ type: 'nudge', meters: [x * meters, -y * meters], alt: event.altKey });
  }

  #moveCrossHair(step: Pixel, event: KeyboardEvent): true {
    const beyond = this.#crossHair.moveBy(step);
    if (beyond[0] !== 0 || beyond[1] !== 0) this.map.panBy(beyond, { animate: false });
    return this.#tell({ type: 'move', ...this.#spotAt(this.#crossHair.pixel, keysOf(event)) });
  }

  #setPoint(event: KeyboardEvent, clicks: number): true {
    this.#crossHair.show();
    const spot = this.#spotAt(this.#crossHair.pixel, keysOf(event));
    this.hand.take({ type: 'press', ...spot });
    return this.#tell({ type: 'release', ...spot, clicks });
  }

  #pan(isOn: boolean): void {
    if (this.#isPanning === isOn) return;
    this.#isPanning = isOn;
    if (isOn && !this.#holds) this.map.dragPan.enable();
    this.map.getCanvas().style.cursor = isOn ? 'grab' : this.#cursor;
  }

  #spot(event: PointerEvent): Spot {
    const box = this.map.getCanvas().getBoundingClientRect();
    return this.#spotAt([event.clientX - box.left, event.clientY - box.top], keysOf(event));
  }

  #spotAt(pixel: Pixel, keys: HandKeys): Spot {
    const { lng, lat } = this.map.unproject(pixel);
    return { position: [lng, lat], pixel, keys };
  }
}
