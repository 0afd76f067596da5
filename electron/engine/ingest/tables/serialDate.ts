import { clockText } from './cellValue.ts';

/** What a number of a sheet stands for, by its number format. */
export const asNumber = 0;
const asDate = 1;
const asTime = 2;
/** From here on: a whole number shown with that many digits, zeros in front (`00000`). */
export const zeroPadded = 8;
export type NumberMeaning = number;

const dayMilliseconds = 86_400_000;
const lastSerial = 2_958_466;

/**
 * A date or time of a sheet as text: `2024-05-17`, `2024-05-17 13:45:00`, `13:45:00` for a time of day, `30:15:00` for
 * a duration. Serials count days from 1899-12-31 with a 29 February 1900 that never was (ECMA-376 18.17.4.1), or from
 * 1904-01-01. Null where the number is no date.
 */
export function serialText(serial: number, meaning: NumberMeaning, from1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial >= lastSerial) return null;
  const milliseconds = Math.round(serial * dayMilliseconds);
  const day = Math.floor(milliseconds / dayMilliseconds);
  const clock = milliseconds - day * dayMilliseconds;
  if (meaning === asTime && (day === 0 || clock !== 0) && day < 366)
    return clockText(clock + day * dayMilliseconds);
  if (day === 0 && !from1904) return clock === 0 ? null : clockText(clock);
  const date = dateText(day, from1904);
  return clock === 0 ? date : `${date} ${clockText(clock)}`;
}

function dateText(day: number, from1904: boolean): string {
  if (!from1904 && day === 60) return '1900-02-29';
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  return new Date(epoch + day * dayMilliseconds).toISOString().slice(0, 10);
}

const builtIn: Record<number, NumberMeaning> = {
  ...Object.fromEntries([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36].map((id) => [id, asDate])),
  ...Object.fromEntries([50, 51, 52, 53, 54, 57, 58, 71, 72, 73, 74, 81].map((id) => [id, asDate])),
  ...Object.fromEntries([18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56].map((id) => [id, asTime])),
  ...Object.fromEntries([75, 76, 77, 78, 79, 80].map((id) => [id, asTime])),
};

/** What numbers of a built-in format stand for; the same in every language of the program that wrote them. */
export function meaningOfBuiltIn(id: number): NumberMeaning {
  return builtIn[id] ?? asNumber;
}

/** What numbers of a written format stand for: `yyyy"年"m"月"` → date, `[h]:mm` → time, `00000` → digits. */
export function meaningOfFormat(code: string): NumberMeaning {
  const elapsed = /\[(?:h+|m+|s+)\]/i.test(code);
  const bare = code
    .replace(/"[^"]*"|[\\_*].|\[[^\]]*\]/g, '')
    .split(';', 1)[0]!
    .toLowerCase();
  if (elapsed) return asTime;
  if (/general|标准/.test(bare)) return asNumber;
  if (/^0{3,}$/.test(bare.trim())) return zeroPadded + Math.min(30, bare.trim().length);
  if (/[yd]|[年月日]/.test(bare)) return asDate;
  if (/e+(?![+-])/.test(bare) && /[mg]/.test(bare)) return asDate;
  if (/[hs]/.test(bare)) return asTime;
  return /m/.test(bare) ? asDate : asNumber;
}

/** A whole number with zeros in front, as its format shows it; null where it is none. */
export function paddedText(digits: string, meaning: NumberMeaning): string | null {
  return meaning >= zeroPadded && /^\d+$/.test(digits) ? digits.padStart(meaning - zeroPadded, '0') : null;
}
