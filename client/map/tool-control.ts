import type { Map as GlMap } from 'maplibre-gl';
import { arrowStep, CrossHair } from './cross-hair.ts';
import { takeTool, type ToolInUse } from './tools/registry.ts';
import type { Ended, Pixel, Sketch, ToolInput } from './tools/tool.ts';
import type { LngLat, PieceOp, ToolName, ToolSettings } from './types.ts';
import type { MapWords } from '../shared/words/map.ts';

interface ToolHost {
  words(): MapWords;
  /** Shows what the hand draws; null when there is nothing more to show. */
  show(sketch: Sketch | null): void;
  /** @param op what the keys that were held say of the new piece */
  ended(how: Ended, op: PieceOp | null): void;
}

const doubleClickMs = 400;

/** Shift adds, Alt takes away, both cut. */
function opOf({ shiftKey, altKey }: PointerEvent): PieceOp | null {
  if (shiftKey && altKey) return 'intersect';
  if (altKey) return 'subtract';
  return shiftKey ? 'add' : null;
}

/** Hands what pointer and keyboard do over the map to the tool in use. */
export class ToolControl {
  #inUse: ToolInUse | null = null;
  #op: PieceOp | null = null;
  #crossHair: CrossHair;
  #settling: ReturnType<typeof setTimeout> | undefined;
  #stopListening = new AbortController();

  constructor(
    private map: GlMap,
    private host: ToolHost,
  ) {
    const target = map.getCanvasContainer();
    this.#crossHair = new CrossHair(target, map.getCanvas());
    const listen = { signal: this.#stopListening.signal };
    target.addEventListener('pointerdown', (event) => this.#onPointer('press', event), listen);
    target.addEventListener('pointermove', (event) => this.#onPointer('move', event), listen);
    target.addEventListener('pointerup', (event) => this.#onPointer('release', event), listen);
    target.addEventListener('pointercancel', () => this.#inUse?.isDrawnByDrag && this.#take({ type: 'undo' }), listen);
    // Before MapLibre's own keys, which would move the map.
    target.addEventListener('keydown', (event) => this.#onKey(event), { ...listen, capture: true });
  }

  /** A tool is in use, or has ended so lately that the browser's click or double click for its last press is still to come. */
  get isBusy(): boolean {
    return this.#inUse !== null || this.#settling !== undefined;
  }

  /** Takes up a tool; one that was in use is laid down without a report, since the hand has not given up. */
  start(name: ToolName, settings: ToolSettings = {}): void {
    if (this.#inUse !== null) this.#putAway();
    const tool = takeTool(name, settings);
    this.#op = null;
    this.#inUse = tool;
    this.map.doubleClickZoom.disable();
    this.map.boxZoom.disable();
    if (tool.isDrawnByDrag) this.#keepDrags();
    this.map.getCanvas().style.cursor = 'crosshair';
    this.map.getCanvas().focus({ preventScroll: true });
    // Taken up by keyboard: the hand sees at once where its first point will be.
    if (this.map.getCanvas().matches(':focus-visible')) this.#crossHair.show();
    this.host.show(tool.sketch(this.host.words()));
  }

  /** Gives the tool up, if one is in use. */
  stop(): void {
    this.#take({ type: 'abandon' });
  }

  destroy(): void {
    clearTimeout(this.#settling);
    this.#stopListening.abort();
    this.#crossHair.remove();
  }

  #take(input: ToolInput): void {
    const inUse = this.#inUse;
    if (inUse === null) return;
    const end = inUse.take(input);
    if (end === null) {
      this.host.show(inUse.sketch(this.host.words()));
      return;
    }
    this.#putAway();
    this.host.show(null);
    this.host.ended(end, this.#op);
  }

  #putAway(): void {
    this.#inUse = null;
    this.#crossHair.hide();
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      this.#settling = undefined;
      if (this.#inUse === null) this.map.doubleClickZoom.enable();
    }, doubleClickMs);
    this.map.boxZoom.enable();
    this.map.dragPan.enable();
    this.map.getCanvas().style.touchAction = '';
    this.map.getCanvas().style.cursor = '';
  }

  /** A drag draws: it moves neither the map nor, by a finger, the page, which would take the pointer away. */
  #keepDrags(): void {
    this.map.dragPan.disable();
    this.map.getCanvas().style.touchAction = 'none';
  }

  #onPointer(type: 'press' | 'move' | 'release', event: PointerEvent): void {
    if (this.#inUse === null || !event.isPrimary || (type === 'press' && event.button !== 0)) return;
    this.#crossHair.hide();
    if (type !== 'move') this.#op = opOf(event);
    const box = this.map.getCanvas().getBoundingClientRect();
    const pixel: Pixel = [event.clientX - box.left, event.clientY - box.top];
    const position = this.#positionAt(pixel);
    this.#take(type === 'release' ? { type, position, pixel, clicks: this.#clicks(event) } : { type, position, pixel });
  }

  #lastRelease = { at: -Infinity, pixel: [0, 0] as Pixel };

  /** Pointer events carry no count of clicks: two releases at one spot soon after each other are a double click. */
  #clicks(event: PointerEvent): number {
    const { at, pixel } = this.#lastRelease;
    const isSecond = event.timeStamp - at < doubleClickMs && Math.hypot(event.clientX - pixel[0], event.clientY - pixel[1]) < 6;
    this.#lastRelease = { at: isSecond ? -Infinity : event.timeStamp, pixel: [event.clientX, event.clientY] };
    return isSecond ? 2 : 1;
  }

  #onKey(event: KeyboardEvent): void {
    if (this.#inUse === null || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!this.#answerKey(event, this.#inUse)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #answerKey(event: KeyboardEvent, tool: ToolInUse): boolean {
    const step = arrowStep(event.key, event.shiftKey);
    if (step !== null) return this.#moveCrossHair(step);
    switch (event.key) {
      case ' ':
        return this.#setPoint();
      case 'Enter':
        if (!tool.isEnough() && this.#crossHair.isShown) return this.#setPoint();
        this.#take({ type: 'finish' });
        return true;
      case 'Backspace':
      case 'Delete':
        this.#take({ type: 'undo' });
        return true;
      case 'Escape':
        this.#take({ type: 'abandon' });
        return true;
      default:
        return false;
    }
  }

  #moveCrossHair(step: Pixel): true {
    const beyond = this.#crossHair.moveBy(step);
    if (beyond[0] !== 0 || beyond[1] !== 0) this.map.panBy(beyond, { animate: false });
    const pixel = this.#crossHair.pixel;
    this.#take({ type: 'move', position: this.#positionAt(pixel), pixel });
    return true;
  }

  #setPoint(): true {
    this.#crossHair.show();
    const pixel = this.#crossHair.pixel;
    const position = this.#positionAt(pixel);
    this.#take({ type: 'press', position, pixel });
    this.#take({ type: 'release', position, pixel, clicks: 1 });
    return true;
  }

  #positionAt(pixel: Pixel): LngLat {
    const { lng, lat } = this.map.unproject(pixel);
    return [lng, lat];
  }
}
