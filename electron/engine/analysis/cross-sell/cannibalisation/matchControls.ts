/** How alike accounts are before adoption: `width` logs per account, row by row. */
export interface Likeness {
  values: Float64Array;
  width: number;
}

/**
 * The `k` controls most like one adopter: least distance over values in units of their spread, none further than `reach`.
 * Ties go to the lower position. Cost: controls × width.
 */
export function nearestControls(
  { values, width }: Likeness,
  adopter: number,
  controls: readonly number[],
  spread: Float64Array,
  k: number,
  reach: number,
): number[] {
  const best: { control: number; distance: number }[] = [];
  const most = reach * reach;
  for (const control of controls) {
    let distance = 0;
    for (let j = 0; j < width; j++) {
      const gap = (values[adopter * width + j]! - values[control * width + j]!) / spread[j]!;
      distance += gap * gap;
    }
    if (distance > most || (best.length === k && distance >= best[k - 1]!.distance)) continue;
    let place = best.length;
    while (place > 0 && best[place - 1]!.distance > distance) place--;
    best.splice(place, 0, { control, distance });
    if (best.length > k) best.pop();
  }
  return best.map(({ control }) => control);
}

/** Standard deviation of each value over some accounts; 1 where it does not vary. */
export function spreadOf({ values, width }: Likeness, accounts: readonly number[]): Float64Array {
  const spread = new Float64Array(width);
  for (let j = 0; j < width; j++) {
    const mean = accounts.reduce((sum, account) => sum + values[account * width + j]!, 0) / accounts.length;
    const squares = accounts.reduce((sum, account) => sum + (values[account * width + j]! - mean) ** 2, 0);
    const deviation = Math.sqrt(squares / accounts.length);
    spread[j] = deviation > 1e-9 ? deviation : 1;
  }
  return spread;
}
