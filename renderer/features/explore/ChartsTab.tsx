/** Linked charts over every field and measure of the sales. */
export function ChartsTab() {
  return null;
}
