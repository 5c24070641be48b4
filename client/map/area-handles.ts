import type { Map as GlMap } from 'maplibre-gl';
import { boundsOf } from './counts-in-view.ts';
import { metersPerPixel } from './geodesy.ts';
import { type Handle, type HandleView, handlesOf, isCrossed, moveHandle, pieceSize, removeCorner } from './tools/area-edit.ts';
import type { DrawnPiece } from './types.ts';

/** How near to a handle a pointer holds it; a finger is broader. */
const reachPixels = 10;
const fingerPixels = 22;

interface AreaHost {
  /** The piece whose corners are shown. */
  piece(): DrawnPiece | null;
  isBusy(): boolean;
  /** Shows the piece as it would be. */
  preview(piece: DrawnPiece): void;
  changed(piece: DrawnPiece): void;
}

export function handleView(map: GlMap): HandleView {
  return { bounds: boundsOf(map), metersPerPixel: metersPerPixel(map.getCenter().lat, map.getZoom()) };
}

/**
 * Lets the hand change the piece that is shown with handles: a corner is pressed, dragged and released, or taken out by a
 * right click or Delete over it; released where the outline crosses itself, it goes back.
 */
export class AreaHandles {
  #dragging: { handle: Handle; from: DrawnPiece; now: DrawnPiece; hasMoved: boolean } | null = null;
  #under: Handle | null = null;
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
    target.addEventListener('contextmenu', (event) => this.#onMenu(event), listen);
    target.addEventListener('keydown', (event) => this.#onKey(event), listen);
  }

  get isDragging(): boolean {
    return this.#dragging !== null;
  }

  destroy(): void {
    this.#stopListening.abort();
  }

  #press(event: PointerEvent): void {
    const piece = this.#free();
    if (piece === null || event.button !== 0) return;
    const handle = this.#handleUnder(event, piece);
    if (handle === null) return;
    this.#dragging = { handle, from: piece, now: piece, hasMoved: false };
    this.map.dragPan.disable();
  }

  #move(event: PointerEvent): void {
    if (this.#dragging === null) {
      this.#hover(event);
      return;
    }
    const { lng, lat } = this.map.unproject(this.#pixel(event));
    this.#dragging.now = moveHandle(this.#dragging.from, this.#dragging.handle, [lng, lat]);
    this.#dragging.hasMoved = true;
    this.host.preview(this.#dragging.now);
  }

  #hover(event: PointerEvent): void {
    const piece = this.#free();
    if (piece === null || event.buttons !== 0) return;
    const was = this.#under;
    this.#under = this.#handleUnder(event, piece);
    if (was !== null || this.#under !== null) this.map.getCanvas().style.cursor = this.#under === null ? '' : 'move';
  }

  #release(): void {
    const dragging = this.#dragging;
    if (dragging === null) return;
    if (!dragging.hasMoved || isCrossed(dragging.now) || pieceSize(dragging.now).squareMeters === 0) {
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

  #onMenu(event: MouseEvent): void {
    const piece = this.#free();
    const handle = piece && this.#handleUnder(event, piece);
    if (!handle) return;
    event.preventDefault();
    event.stopPropagation();
    this.#remove(handle);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.#giveUp();
    if ((event.key !== 'Delete' && event.key !== 'Backspace') || this.#under === null || this.#free() === null) return;
    this.#remove(this.#under);
    event.preventDefault();
  }

  #remove(handle: Handle): void {
    const piece = this.#free();
    const without = piece && removeCorner(piece, handle);
    if (!without || isCrossed(without)) return;
    this.#under = null;
    this.host.changed(without);
  }

  /** The piece, while no tool and no drag is at work on the map. */
  #free(): DrawnPiece | null {
    return this.host.isBusy() || this.#dragging !== null ? null : this.host.piece();
  }

  #handleUnder(event: MouseEvent, piece: DrawnPiece): Handle | null {
    const [x, y] = this.#pixel(event);
    const reach = 'pointerType' in event && event.pointerType === 'touch' ? fingerPixels : reachPixels;
    const near = handlesOf(piece, handleView(this.map))
      .map(({ handle, position }) => {
        const at = this.map.project(position);
        return { handle, pixels: Math.hypot(at.x - x, at.y - y) };
      })
      .filter(({ pixels }) => pixels <= reach)
      .sort((a, b) => a.pixels - b.pixels);
    return near[0]?.handle ?? null;
  }

  #pixel(event: MouseEvent): [number, number] {
    const box = this.map.getCanvas().getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }
}
