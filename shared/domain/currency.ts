/** Signs and other names of currencies that mean one code only. */
const otherNames: Record<string, string> = {
  '€': 'EUR',
  '£': 'GBP',
  $: 'USD',
  US$: 'USD',
  RMB: 'CNY',
  CNH: 'CNY',
  人民币: 'CNY',
  元: 'CNY',
  美元: 'USD',
  欧元: 'EUR',
  英镑: 'GBP',
  日元: 'JPY',
  港元: 'HKD',
  港币: 'HKD',
};

/** The code that a currency is known by, however a file writes it: `usd`, ` US$ ` and `USD` are one. Empty text: none. */
export function currencyCode(text: string): string {
  const code = text.trim().toUpperCase();
  return otherNames[code] ?? code;
}

/** Where a workspace keeps the currency that its figures are told in: first that of most sales rows, then what is chosen. */
export const reportingSetting = 'reportingCurrency';

/** At the rate of each day, or all at the average rates of the period that is compared with. */
export const rateChoices = ['actual', 'constant'] as const;
export type RateChoice = (typeof rateChoices)[number];

/** The rates that turned one currency into another, in force on the days of the sales. */
export interface RatesUsed {
  from: string;
  to: string;
  /** The currency in between, where no rate names the two. */
  via?: string;
  /** ISO dates of the first and last rate that there is, and how many there are. */
  first: string;
  last: string;
  rates: number;
}

/** In which currency the figures of an answer are, and how they came to be in it. */
export interface ReportedIn {
  reporting: string;
  /** Absent where amounts stand as they are stored. */
  rates?: RateChoice;
  /** The period of which constant rates are the average, ISO. */
  base?: { first: string; last: string };
  used?: RatesUsed[];
}
