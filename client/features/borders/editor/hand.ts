import type { FeatureCollection } from 'geojson';
import type { Coverage, Face, Position } from '#contract/coverage/coverage.ts';
import type { BorderHand, BorderInput } from '../../../map/border-input.ts';
import type { BordersOnMap } from '../../../map/borders-on-map.ts';
import { currentWords } from '../../../shared/words/words.ts';
import { Ahead } from './ahead.ts';
import { type Arc, arcsOf } from './arcs.ts';
import { emptyTally } from './counts.ts';
import { type GridLook, gridFeatures } from './features.ts';
import { handOverIn, handOverLive, type Outlook } from './hand-over.ts';
import { type Preview, previewOf } from './live.ts';
import { handMarks, problemMarks, vertexFeatures } from './marks.ts';
import { commit, pick, refuse, setNudging } from './session.ts';
import { type LineTable, noLines, snapTo, tableOfLines } from './snap.ts';
import { householdsSourceOf } from '../households.ts';
import { bandOf, editor, type EditorState, useEditor } from './store.ts';
import { takeTool, type ToolInUse } from './tools/registry.ts';
import type { Scene, ToolName } from './tools/tool.ts';
import { traceAlong } from './trace.ts';
import { worldPixels } from './world.ts';
import { nameLikeOthers, unusedCode } from './codes.ts';

const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] };
const cursors: Record<ToolName, string> = { select: 'default', reshape: 'crosshair', split: 'crosshair', merge: 'pointer', paint: 'none', lasso: 'crosshair', carve: 'crosshair', nest: 'crosshair' };
/** Names that the browser's profiler and the benchmark read. */
export const moveMeasure = 'getu:border-move';

/** The editor's hand on the map: hands what pointer and keys do to the tool, and draws what comes of it. */
export class EditorHand implements BorderHand {
  #borders: BordersOnMap | null = null;
  #tool: ToolInUse = takeTool(editor().tool);
  #lines: LineTable | null = null;
  #arcs: readonly Arc[] = [];
  #moving: ReadonlySet<number> = new Set();
  #hot: { of: readonly Face[]; arcs: readonly Arc[] } = { of: [], arcs: [] };
  #ends: (() => void)[] = [];
  /** What letting go of buildings or ground would do. */
  #ahead = new Ahead<Outlook>(() => this.#show(false));

  /** Begins to draw on this map, and follows the store. */
  attach(borders: BordersOnMap): void {
    this.#borders = borders;
    // A plan that was opened meanwhile has begun with another tool.
    this.#tool = takeTool(editor().tool);
    this.#drawAll();
    this.#ends.push(useEditor.subscribe((now, before) => this.#follow(now, before)));
  }

  detach(): void {
    for (const end of this.#ends.splice(0)) end();
    this.#ahead.forget();
    this.#borders = null;
  }

  take(input: BorderInput): boolean {
    const started = performance.now();
    setNudging(input.type === 'nudge');
    const { picked, mayEdit } = editor();
    const outcome = this.#tool.take(input, this.#scene());
    if (outcome.picked && outcome.picked !== picked) pick(outcome.picked);
    if (outcome.step && mayEdit) commit(outcome.step, outcome.picked);
    if (outcome.refusal) refuse(outcome.refusal);
    else if (input.type === 'press' && editor().refusal) refuse(null);
    this.#show(outcome.step !== undefined && outcome.step !== null);
    if (input.type === 'move') queueMicrotask(() => performance.measure(moveMeasure, { start: started }));
    return outcome.holds ?? false;
  }

  isDrawing(): boolean {
    return this.#tool.isDrawing();
  }
  nudges(): boolean {
    return editor().tool === 'select' && editor().picked.vertices.size > 0;
  }
  steps(): boolean {
    const { tool, picked } = editor();
    return tool === 'select' && picked.vertices.size + picked.grids.length > 0;
  }
  rested(): void {
    this.#lines = null;
    this.#drawVertices();
  }

  #follow(now: EditorState, before: EditorState): void {
    if (now.tool !== before.tool) {
      this.#tool = takeTool(now.tool);
      this.#borders?.setCursor(cursors[now.tool]);
      this.#show(true);
    }
    if (now.work.document !== before.work.document || now.tallies !== before.tallies || now.plan !== before.plan || now.marked !== before.marked) this.#drawBorders();
    if (now.picked !== before.picked) this.#borders?.mark('chosen', now.picked.grids);
    if (now.picked !== before.picked || now.work.document !== before.work.document) this.#drawVertices();
    if (now.faults !== before.faults || now.judgement.problems !== before.judgement.problems) this.#drawMarks();
  }

  #drawAll(): void {
    this.#borders?.setCursor(cursors[editor().tool]);
    this.#drawBorders();
    this.#borders?.mark('chosen', editor().picked.grids);
    this.#drawVertices();
    this.#drawMarks();
  }

  #drawBorders(): void {
    const state = editor();
    const { coverage } = state.work.document;
    this.#arcs = arcsOf(coverage);
    this.#borders?.show('borders', gridFeatures(looksOf(coverage, state), this.#arcs, coverage, placesIn(coverage)));
    this.#still();
  }

  /** Nothing moves any more. */
  #still(): void {
    this.#borders?.rest();
    this.#moving = new Set();
  }

  #drawVertices(): void {
    const { work, picked } = editor();
    if (this.#borders) this.#borders.show('borders-vertices', vertexFeatures(work.document.coverage, picked, this.#borders.bounds, this.#moving));
  }

  /** Draws what the tool shows now. @param isDone a gesture has ended, and the borders are drawn anew anyhow */
  #show(isDone: boolean): void {
    const hand = this.#tool.hand();
    const scene = this.#scene();
    const step = isDone ? null : this.#tool.preview(scene);
    const preview = step ? previewOf(step.edit.borders, editor()) : null;
    if (preview) this.#drawHot(preview, step?.edit.borders.positions.map(({ key }) => key) ?? []);
    else if (this.#moving.size > 0) {
      this.#still();
      this.#drawVertices();
    }
    const over = handOverIn(hand, scene);
    const outlook = over ? this.#ahead.ask(over.key, () => this.#outlook()) : null;
    if (!over) this.#ahead.forget();
    const live = preview?.rows ?? (over && outlook ? handOverLive(over, outlook, editor()) : null);
    const state = editor();
    const refused = hand.tool === 'select' && hand.name === 'DraggingVertices' ? hand.refusal : outlook?.now && 'refusal' in outlook.now ? outlook.now.refusal : null;
    const impossible = refused?.reason ?? null;
    if (state.hand !== hand.name || state.live !== live || state.impossible !== impossible) useEditor.setState({ hand: hand.name, isDrawing: this.#tool.isDrawing(), live, impossible });
    this.#drawMarks();
  }

  #outlook(): Outlook | null {
    const outcome = this.#tool.outcome(this.#scene());
    if (outcome?.step) return { preview: previewOf(outcome.step.edit.borders, editor()) };
    return outcome?.refusal ? { refusal: outcome.refusal } : null;
  }

  /** The grids that the hand moves are drawn apart from those at rest. */
  #drawHot({ coverage, tallies }: Preview, moving: readonly number[]): void {
    const state = editor();
    const touched = new Set(tallies.keys());
    const faces = new Map([...touched].flatMap((key) => (coverage.faces.has(key) ? [[key, coverage.faces.get(key)!] as const] : [])));
    const part = { ...coverage, faces };
    const looks = looksOf(part, { ...state, tallies: new Map([...tallies].flatMap(([key, tally]) => (tally ? [[key, tally] as const] : []))) });
    this.#borders?.show('borders-hot', gridFeatures(looks, this.#arcsOfHot(part), part, placesIn(coverage)));
    if (this.#moving.size > 0) return;
    this.#moving = new Set(moving);
    const names = [...touched].map((key) => `name/${key}`);
    this.#borders?.mark('hot', [...touched, ...names, ...this.#arcs.filter((arc) => arc.faces.some((key) => touched.has(key))).map(({ key }) => key)]);
    this.#drawVertices();
  }

  /** A moved vertex leaves the arcs as they are: they are found anew where the faces themselves are others. */
  #arcsOfHot(part: Coverage): readonly Arc[] {
    const faces = [...part.faces.values()];
    const { of, arcs } = this.#hot;
    if (of.length === faces.length && faces.every((face, at) => face === of[at])) return arcs;
    this.#hot = { of: faces, arcs: arcsOf(part) };
    return this.#hot.arcs;
  }

  #drawMarks(): void {
    const { faults, judgement } = editor();
    this.#borders?.show('borders-marks', { type: 'FeatureCollection', features: [...problemMarks(faults, judgement.problems), ...handMarks(this.#tool.hand(), this.#scene(), currentWords().borderEditor)] });
  }

  #scene(): Scene {
    const state = editor();
    const { work, index, units, picked, brushPixels, isTracing, lassoTakes, isSnapping, plan, base } = state;
    const across = worldPixels * 2 ** (this.#borders?.zoom ?? 0);
    return {
      document: work.document, index, units, picked, brushPixels, isTracing, lassoTakes,
      worldPixels: across,
      newCode: (zone) => unusedCode(zone, plan, [base.coverage, work.document.coverage]),
      nameOf: (code) => nameLikeOthers(code, work.document.facts) ?? currentWords().borderEditor.newName(code),
      snap: (position, { isOff, ...options }) => (isSnapping && !isOff ? snapTo({ index, units, lines: this.#linesNow() }, position, across, options) : null),
      trace: (from, to) => traceAlong(this.#linesNow(), index, from, to, across),
    };
  }

  /** Streets and rivers on the screen, read when they are first needed after the map has come to rest. */
  #linesNow(): LineTable {
    this.#lines ??= this.#borders ? tableOfLines(this.#borders.lines()) : noLines;
    return this.#lines;
  }

  /** Takes up a tool anew: what it had begun is given up. */
  begin(): void {
    this.#tool = takeTool(editor().tool);
    this.#show(true);
    this.#borders?.show('borders-hot', nothing);
  }

  focus(): void {
    this.#borders?.focus();
  }
}

const placesIn =
  ({ positions }: Coverage) =>
  (id: number) =>
    positions.get(id) as Position;

function looksOf(coverage: Coverage, { work, plan, tallies, marked }: EditorState): GridLook[] {
  const saved = new Map(plan?.grids.features.map(({ id, properties }) => [id, properties]));
  const isChanged = new Set(marked);
  return [...coverage.faces.values()].map((face) => {
    const properties = saved.get(face.key);
    return {
      face,
      facts: work.document.facts.get(face.key) ?? { name: '', kind: 'base', predecessors: [], isNew: true },
      tally: tallies.get(face.key) ?? emptyTally(),
      band: bandOf(plan, face.zone),
      householdsSource: householdsSourceOf(plan, face.zone),
      isNew: properties?.isNew ?? true,
      isChanged: (properties?.isChanged ?? false) || isChanged.has(face.key),
    };
  });
}

/** The one hand of the screen. */
export const editorHand = new EditorHand();
