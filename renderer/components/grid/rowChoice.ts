export type RowKey = string | number;

/** How rows are chosen: one, or several. */
export type ChoiceMode = 'one' | 'several';

interface Press {
  /** Ctrl, or the command key: beside those that are chosen. */
  command: boolean;
  /** Shift: all from the one chosen last. */
  extend: boolean;
}

/** The rows that are chosen after a press on one. `between` are the keys from the row pressed last up to this one. */
export function chosenAfter(
  mode: ChoiceMode,
  chosen: ReadonlySet<RowKey>,
  key: RowKey,
  { command, extend }: Press,
  between: readonly RowKey[],
): ReadonlySet<RowKey> {
  if (mode === 'several' && extend) return new Set(between.length > 0 ? between : [key]);
  if (!command) return chosen.size === 1 && chosen.has(key) ? chosen : new Set([key]);
  const rest = mode === 'several' ? [...chosen].filter((each) => each !== key) : [];
  return new Set(chosen.has(key) ? rest : [...rest, key]);
}
