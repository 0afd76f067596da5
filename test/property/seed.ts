/** The seed of every property test: fixed, so that a run can be repeated; QUARTERDECK_SEED tries another. */
export function seed(): number {
  return Number(process.env.QUARTERDECK_SEED ?? 20_261_122);
}
