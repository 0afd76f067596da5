/** Fixed tables at the start of a kernel's memory; what scanning needs comes after them. */
export const edgesAt = 128;
export const powersAt = 1024;
export const yearsAt = 1280;
export const monthLengthsAt = 2560;
export const daysBeforeAt = 2688;
export const firstFreeAt = 4096;

export const firstYear = 1900;
export const lastYear = 2199;

/**
 * First and last bytes of cells that may be blanks: ASCII ones, and parts of no-break (C2 A0) and ideographic
 * (E3 80 80) spaces.
 */
function writeEdges(bytes: Uint8Array): void {
  for (let byte = 0; byte <= 32; byte++) bytes[edgesAt + byte] = bytes[edgesAt + 256 + byte] = 1;
  for (const byte of [0xc2, 0xe3]) bytes[edgesAt + byte] = 1;
  for (const byte of [0xa0, 0x80]) bytes[edgesAt + 256 + byte] = 1;
}

export function writeTables(memory: ArrayBuffer): void {
  writeEdges(new Uint8Array(memory));
  new Float64Array(memory, powersAt, 23).set(Float64Array.from({ length: 23 }, (_, at) => Number(`1e${at}`)));
  const years = new Int32Array(memory, yearsAt, lastYear - firstYear + 1);
  for (let at = 0; at < years.length; at++) years[at] = Date.UTC(firstYear + at, 0, 1) / 86_400_000;
  const lengths = new Int32Array(memory, monthLengthsAt, 24);
  const before = new Int32Array(memory, daysBeforeAt, 24);
  for (const leap of [0, 1]) {
    for (let month = 0, sum = 0; month < 12; month++) {
      const days = new Date(Date.UTC(2023 + leap, month + 1, 0)).getUTCDate();
      lengths[leap * 12 + month] = days;
      before[leap * 12 + month] = sum;
      sum += days;
    }
  }
}
