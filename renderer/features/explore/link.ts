import type {
  ChartValues,
  CubesAnswer,
  ExploreAnswer,
  ExploreFilter,
  ExploreView,
} from '../../../shared/contract/explore.ts';
import { type Cube, type CubeReading, emptyReading, measureReading } from '../../../shared/domain/cube.ts';
import { type Brush, readBrush } from '../../../shared/domain/cubeBrush.ts';
import type { MeasureName } from '../../../shared/domain/measures.ts';
import { CancelledError } from '../../../shared/errors/errors.ts';
import type { EngineClient } from '../../app/session.ts';

/** How a chart follows: called with its values, before the next frame. */
export type Painter = (values: ChartValues) => void;

interface Passive {
  cube: Cube;
  reading: CubeReading;
  measures: MeasureName[];
  values: ChartValues;
}

interface Cubes {
  passives: Passive[];
  asked: string[];
  grid: CubesAnswer['grid'];
}

/** What a brush means for the charts that have to be asked anew. */
export interface Move {
  id: string;
  brush: Brush;
  filter: ExploreFilter | null;
}

/** Cubes kept for charts that were pointed at lately. */
const keptCubes = 4;
/** Charts that no cube answers for are asked so often while a brush moves, in milliseconds. */
const askEvery = 250;

/**
 * Holds the charts of the page together while a brush moves, outside React: a move is read from cubes and drawn in the
 * handler of the pointer event itself. What no cube can answer is asked of the engine, the newest question only.
 */
export class Link {
  readonly #client: EngineClient;
  #view: ExploreView | null = null;
  #answer: ExploreAnswer | null = null;
  #scope = '';
  #values = new Map<string, ChartValues>();
  readonly #painters = new Map<string, Painter>();
  readonly #cubes = new Map<string, Promise<Cubes>>();
  readonly #ready = new Map<string, Cubes>();
  #latest: Move | null = null;
  #asking: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #onAnswer: (answer: ExploreAnswer) => void = () => undefined;
  #onRows: (rows: number) => void = () => undefined;
  #onFailure: (error: unknown) => void = () => undefined;

  constructor(client: EngineClient) {
    this.#client = client;
  }

  /** Who is told of answers to questions asked while moving, and of failures. */
  listen(onAnswer: (answer: ExploreAnswer) => void, onFailure: (error: unknown) => void): void {
    this.#onAnswer = onAnswer;
    this.#onFailure = onFailure;
  }

  /** Who is told how many rows all selections leave, at every move; told at once of what is known. */
  countRows(onRows: (rows: number) => void): () => void {
    this.#onRows = onRows;
    if (this.#answer) onRows(this.#answer.rows.now);
    return () => {
      if (this.#onRows === onRows) this.#onRows = () => undefined;
    };
  }

  /** What the page shows from now on. `scope` names the book, so that cubes of another are not used. */
  look(view: ExploreView, scope: string): void {
    if (scope !== this.#scope) this.#forget();
    this.#scope = scope;
    this.#view = view;
  }

  /** The engine's answer to the view; while a brush moves it waits until that has come to rest. */
  rest(answer: ExploreAnswer): void {
    this.#answer = answer;
    if (!this.#latest) this.#restore();
  }

  #restore(): void {
    if (!this.#answer) return;
    this.#take(this.#answer);
    this.#onRows(this.#answer.rows.now);
  }

  #take(answer: ExploreAnswer): void {
    for (const { id, now } of answer.charts) {
      this.#values.set(id, now);
      this.#painters.get(id)?.(now);
    }
  }

  valuesOf(id: string): ChartValues | undefined {
    return this.#values.get(id);
  }

  attach(id: string, painter: Painter): () => void {
    this.#painters.set(id, painter);
    return () => {
      if (this.#painters.get(id) === painter) this.#painters.delete(id);
    };
  }

  /** Has the cubes of a chart made, so that a brush on it starts at once. */
  warm(id: string): Promise<Cubes> | null {
    const key = this.#keyOf(id);
    if (!key || !this.#view) return null;
    const known = this.#cubes.get(key);
    if (known) return known;
    const { [id]: _own, ...filters } = this.#view.filters;
    const view = { ...this.#view, filters };
    const made = this.#client
      .call('explore.cubes', { view, active: id })
      .then((answer) => toCubes(answer, view));
    this.#cubes.set(key, made);
    made.then(
      (cubes) => {
        this.#ready.set(key, cubes);
        if (this.#latest?.id === id) this.#show();
      },
      (error) => {
        this.#cubes.delete(key);
        if (!(error instanceof CancelledError)) this.#onFailure(error);
      },
    );
    for (const old of [...this.#cubes.keys()].slice(0, -keptCubes)) {
      this.#cubes.delete(old);
      this.#ready.delete(old);
    }
    return made;
  }

  #keyOf(id: string): string | null {
    if (!this.#view) return null;
    const { filters, charts, ...base } = this.#view;
    const { [id]: _own, ...others } = filters;
    const specs = charts.map(({ span: _span, tall: _tall, ...spec }) => spec);
    return JSON.stringify([this.#scope, base, specs, others, id]);
  }

  /** The lines that a brush on a scatter snaps to, once they are known. */
  gridOf(id: string): CubesAnswer['grid'] {
    const key = this.#keyOf(id);
    return key ? this.#ready.get(key)?.grid : undefined;
  }

  /** A brush has moved: every other chart follows in this very call, or as soon as its cube has come. */
  move(move: Move): void {
    this.#latest = move;
    void this.warm(move.id)?.catch(() => undefined);
    this.#show();
    this.#timer ??= setTimeout(() => this.#ask(), askEvery);
  }

  #show(): void {
    const move = this.#latest;
    const key = move && this.#keyOf(move.id);
    const cubes = key ? this.#ready.get(key) : undefined;
    if (!move || !cubes) return;
    for (const { cube, reading, measures, values } of cubes.passives) {
      readBrush(cube, move.brush, reading);
      if (cube.id === '') {
        this.#onRows(reading.lines[0]!);
        continue;
      }
      measures.forEach((measure, index) => {
        measureReading(measure, reading, values.values[index]!);
      });
      this.#values.set(cube.id, values);
      this.#painters.get(cube.id)?.(values);
    }
  }

  #ask(): void {
    this.#timer = undefined;
    const move = this.#latest;
    const key = move && this.#keyOf(move.id);
    const asked = key ? this.#ready.get(key)?.asked : undefined;
    if (!move || !this.#view || !asked || asked.length === 0) return;
    const view = withFilter(this.#view, move.id, move.filter);
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    this.#client.call('explore.charts', { view, only: asked }, { signal: asking.signal }).then(
      (answer) => {
        if (asking.signal.aborted || this.#latest === null) return;
        this.#take(answer);
        this.#onAnswer(answer);
      },
      (error: unknown) => {
        if (!(error instanceof CancelledError)) this.#onFailure(error);
      },
    );
  }

  /** The brush has come to rest: from now on answers to the view count again. */
  settle(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#asking?.abort();
    this.#asking = null;
    this.#latest = null;
  }

  /** The brush was given up: everything is as it was before. */
  giveUp(): void {
    this.settle();
    this.#restore();
  }

  #forget(): void {
    this.#answer = null;

    this.#cubes.clear();
    this.#ready.clear();
    this.#values.clear();
  }
}

/** The view with a chart's filter set, or (null) taken out. */
export function withFilter(view: ExploreView, id: string, filter: ExploreFilter | null): ExploreView {
  const { [id]: _old, ...others } = view.filters;
  return {
    ...view,
    filters: filter ? { ...others, [id]: filter as ExploreView['filters'][string] } : others,
  };
}

function toCubes({ cubes, asked, grid }: CubesAnswer, view: ExploreView): Cubes {
  const passives = cubes.map(({ active, ...wire }): Passive => {
    const chart = view.charts.find(({ id }) => id === wire.id);
    const measures = !chart
      ? []
      : chart.kind === 'scatter'
        ? [chart.measure, chart.measureY]
        : [chart.measure];
    const reading = emptyReading(
      wire.cells,
      wire.sums.map(({ column }) => column),
    );
    return {
      cube: { ...wire, active: active as Cube['active'] },
      reading,
      measures,
      values: { lines: reading.lines, values: measures.map(() => new Float64Array(wire.cells)) },
    };
  });
  return { passives, asked, grid };
}
