import type { Map as GlMap } from 'maplibre-gl';
import { areaSize, type Handle, handlesOf, isCrossed, moveHandle } from './tools/area-edit.ts';
import type { DrawnArea } from './types.ts';

const reachPixels = 10;

interface AreaHost {
  area(): DrawnArea | null;
  isBusy(): boolean;
  /** Shows the area as it would be. */
  preview(area: DrawnArea): void;
  changed(area: DrawnArea): void;
}

/** Lets the hand drag the corners of the shown area: pressed, dragged, released; released where the outline crosses itself, it goes back. */
export class AreaHandles {
  #dragging: { handle: Handle; from: DrawnArea; now: DrawnArea; hasMoved: boolean } | null = null;
  #stopListening = new AbortController();

  constructor(
    private map: GlMap,
    private host: AreaHost,
  ) {
    const target = map.getCanvasContainer();
    const listen = { signal: this.#stopListening.signal, capture: true };
    target.addEventListener('pointerdown', (event) => this.#press(event), listen);
    target.addEventListener('pointermove', (event) => this.#move(event), listen);
    target.addEventListener('pointerup', () => this.#release(), listen);
    target.addEventListener('pointercancel', () => this.#giveUp(), listen);
    target.addEventListener('keydown', (event) => event.key === 'Escape' && this.#giveUp(), listen);
  }

  get isDragging(): boolean {
    return this.#dragging !== null;
  }

  destroy(): void {
    this.#stopListening.abort();
  }

  #press(event: PointerEvent): void {
    const area = this.host.area();
    if (area === null || this.host.isBusy() || event.button !== 0) return;
    const handle = this.#handleUnder(event, area);
    if (handle === null) return;
    this.#dragging = { handle, from: area, now: area, hasMoved: false };
    this.map.dragPan.disable();
  }

  #move(event: PointerEvent): void {
    const area = this.host.area();
    if (this.#dragging === null) {
      if (area !== null && !this.host.isBusy() && event.buttons === 0) this.map.getCanvas().style.cursor = this.#handleUnder(event, area) === null ? '' : 'move';
      return;
    }
    const { lng, lat } = this.map.unproject(this.#pixel(event));
    this.#dragging.now = moveHandle(this.#dragging.from, this.#dragging.handle, [lng, lat]);
    this.#dragging.hasMoved = true;
    this.host.preview(this.#dragging.now);
  }

  #release(): void {
    const dragging = this.#dragging;
    if (dragging === null) return;
    if (!dragging.hasMoved || isCrossed(dragging.now) || areaSize(dragging.now).squareMeters === 0) {
      this.#giveUp();
      return;
    }
    this.#dragging = null;
    this.map.dragPan.enable();
    this.host.changed(dragging.now);
  }

  #giveUp(): void {
    if (this.#dragging === null) return;
    this.host.preview(this.#dragging.from);
    this.#dragging = null;
    this.map.dragPan.enable();
  }

  #handleUnder(event: PointerEvent, area: DrawnArea): Handle | null {
    const [x, y] = this.#pixel(event);
    const near = handlesOf(area)
      .map(({ handle, position }) => {
        const at = this.map.project(position);
        return { handle, pixels: Math.hypot(at.x - x, at.y - y) };
      })
      .filter(({ pixels }) => pixels <= reachPixels)
      .sort((a, b) => a.pixels - b.pixels);
    return near[0]?.handle ?? null;
  }

  #pixel(event: PointerEvent): [number, number] {
    const box = this.map.getCanvas().getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }
}
