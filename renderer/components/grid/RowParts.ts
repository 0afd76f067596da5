/** Where rows in two parts stand. */
export interface RowPanes {
  /** Sticks, and holds the rows with their pinned cells. */
  pinned: HTMLElement;
  /** Holds the parts that those rows own. */
  rest: HTMLElement;
}

/** As cells stand in rows only, what holds all parts counts as a row too: one without cells, as rows own them. */
export function makePanes(): RowPanes {
  const pinned = makePart();
  pinned.className = 'grid-pane';
  const rest = makePart();
  rest.role = 'row';
  return { pinned, rest };
}

let made = 0;

/**
 * The elements of a row: one, or two where its pinned cells stand in a pane that sticks. A cell that sticks by itself is a layer
 * of its own, and so is each row behind it; a pane is one for all rows.
 */
export class RowParts {
  /** The row, which holds the pinned cells. */
  readonly row = makePart();
  /** Holds the other cells: the row itself, or a part that it owns. */
  readonly rest: HTMLElement;
  private look = '';
  private isHovered = false;

  constructor(isInTwo: boolean) {
    this.row.role = 'row';
    this.rest = isInTwo ? makePart() : this.row;
    if (!isInTwo) return;
    made += 1;
    this.rest.role = 'none';
    this.rest.id = `grid-row-${made}`;
    this.row.setAttribute('aria-owns', this.rest.id);
  }

  get isInTwo(): boolean {
    return this.row !== this.rest;
  }

  /** As high as the higher part. */
  get height(): number {
    return Math.max(...this.all.map((part) => part.offsetHeight));
  }

  dress(look: string): void {
    this.look = look;
    const whole = this.isHovered ? `${look} is-hovered` : look;
    for (const part of this.all) if (part.className !== whole) part.className = whole;
  }

  hover(isHovered: boolean): void {
    this.isHovered = isHovered;
    this.dress(this.look);
  }

  /** Names the row that is shown; `ariaIndex` counts from 1, and the header too. */
  number(index: number, ariaIndex: number): void {
    this.row.ariaRowIndex = String(ariaIndex);
    for (const part of this.all) part.setAttribute('row-index', String(index));
  }

  moveTo(top: number): void {
    for (const part of this.all) part.style.top = `${top}px`;
  }

  /** Two parts are as high as each other; null where a row is as high as its texts. */
  level(height: number | null): void {
    if (!this.isInTwo) return;
    for (const part of this.all) part.style.minHeight = height === null ? '' : `${height}px`;
  }

  remove(): void {
    for (const part of this.all) part.remove();
  }

  private get all(): readonly HTMLElement[] {
    return this.isInTwo ? [this.row, this.rest] : [this.row];
  }
}

function makePart(): HTMLElement {
  return document.createElement('div');
}
