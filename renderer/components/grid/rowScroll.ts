/** Chromium draws nothing below 33 million pixels; rows that are higher together share what is left of this. */
const tallest = 8_000_000;
/** At both ends a pixel of the scroll bar is one of the rows. */
const end = 1_000_000;

/**
 * Where a grid stands among its rows. As long as their height can be drawn that is where its box is scrolled to; beyond, a
 * move by less than what is in sight goes as far among the rows, and a longer one, by the scroll bar, its share of them.
 */
export class RowScroll {
  private readonly box: Pick<HTMLElement, 'scrollTop' | 'clientHeight'>;
  private total = 0;
  private header = 0;
  /** Where the box is scrolled to, as was last seen: to ask the box makes it lay itself out. */
  private place = 0;
  /** Pixels that rows stand higher in the box than among themselves. */
  private away = 0;

  constructor(box: Pick<HTMLElement, 'scrollTop' | 'clientHeight'>) {
    this.box = box;
  }

  get shift(): number {
    return this.away;
  }

  /** How high all rows are drawn. */
  get height(): number {
    return Math.min(this.total, tallest);
  }

  /** The pixel among the rows that is the first in sight. */
  get offset(): number {
    return this.place + this.away;
  }

  /** Tells how high all rows are together, and what stands above them in the box; true where that is another height. */
  resize(total: number, header: number): boolean {
    const isOther = total !== this.total;
    this.total = total;
    this.header = header;
    return isOther;
  }

  /** Stays at an offset, as far as there is one, once the box has been given the height of other rows. */
  settle(offset: number): void {
    if (this.total > tallest || this.away !== 0) this.goTo(offset);
    else this.place = this.box.scrollTop;
  }

  /** The box was scrolled. */
  follow(): void {
    const now = this.box.scrollTop;
    const isFar = Math.abs(now - this.place) > this.room;
    this.place = now;
    if (this.total <= tallest) return;
    const offset = isFar ? this.offsetOf(now) : this.within(now + this.away);
    this.away = offset - now;
    const isAtEnd = isNearEnd(now, this.most) || isNearEnd(offset, this.furthest);
    if (isAtEnd && Math.abs(this.placeOf(offset) - now) > 0.6) this.goTo(offset);
  }

  goTo(offset: number): void {
    const to = this.within(offset);
    this.box.scrollTop = this.total <= tallest ? to : Math.round(this.placeOf(to));
    this.place = this.box.scrollTop;
    this.away = this.total > tallest ? to - this.place : 0;
  }

  /** Brings a stretch of the rows into sight with the least way. */
  show(top: number, bottom: number): void {
    if (top < this.offset) this.goTo(top);
    else if (bottom > this.offset + this.room) this.goTo(bottom - this.room);
  }

  private get room(): number {
    return Math.max(0, this.box.clientHeight - this.header);
  }

  private get most(): number {
    return this.height - this.room;
  }

  private get furthest(): number {
    return this.total - this.room;
  }

  private within(offset: number): number {
    return Math.max(0, Math.min(this.furthest, offset));
  }

  private placeOf(offset: number): number {
    if (offset < end) return offset;
    if (offset > this.furthest - end) return this.most - (this.furthest - offset);
    return end + ((offset - end) * (this.most - 2 * end)) / (this.furthest - 2 * end);
  }

  private offsetOf(place: number): number {
    if (place < end) return place;
    if (place > this.most - end) return this.furthest - (this.most - place);
    return end + ((place - end) * (this.furthest - 2 * end)) / (this.most - 2 * end);
  }
}

function isNearEnd(place: number, most: number): boolean {
  return place < end || place > most - end;
}
