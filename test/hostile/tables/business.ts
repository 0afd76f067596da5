import { type MessyCase, messy, type Shape } from './messyCase.ts';

const companies = ['Alder & Sons', 'Birch Ltd', 'Cedar GmbH', 'Dogwood Inc.', 'Elm & Co', 'Fir SA'];
const table = (header: string, cells: (index: number) => string) =>
  [header, ...companies.map((name, index) => cells(index).replace('*', name))]
    .map((line) => `${line}\n`)
    .join('');
const of = (name: string, shape: Omit<Shape, 'delimiter' | 'records'> & { delimiter?: string }) =>
  messy(`business: ${name}`, { delimiter: ',', records: companies.length, ...shape });

/** Periods, units and answers as people of business write them. */
export function businessCases(): MessyCase[] {
  return [
    of('actual and plan by month, with quarters between', {
      text: table(
        'Customer,Jan-24 Actual,Jan-24 Plan,Feb-24 Actual,Feb-24 Plan,Mar-24 Actual,Mar-24 Plan,Q1 Actual,Q1 Plan',
        () => '*,10,11,12,13,14,15,36,39',
      ),
      fields: { 1: 'revenue', 2: null, 3: 'revenue', 4: null, 5: 'revenue', 7: null, 8: null },
    }),
    of('quarters, half and year between months', {
      text: table(
        'Customer,Jan 2024,Feb 2024,Mar 2024,Q1,Apr 2024,May 2024,Jun 2024,Q2,H1,FY',
        () => '*,1,2,3,6,4,5,6,15,21,21',
      ),
      fields: { 1: 'revenue', 3: 'revenue', 4: null, 5: 'revenue', 8: null, 9: null, 10: null },
    }),
    of('months with the year first', {
      text: table('Customer,24-Jan,24-Feb,24-Mar,24-Apr', () => '*,1,2,3,6'),
      fields: { 0: 'account', 1: 'revenue', 2: 'revenue', 3: 'revenue', 4: 'revenue' },
    }),
    of('years of business by two years', {
      text: table('Customer,2009-10,2010-11,2011-12,2012-13', () => '*,1,2,3,6'),
      fields: { 1: 'revenue', 2: 'revenue', 3: 'revenue', 4: 'revenue' },
    }),
    of('quarters of business years', {
      text: table('Customer,Quarter,Revenue', (index) => `*,Q${1 + (index % 4)} FY25,${100 + index}`),
      types: { 1: 'date' },
      fields: { 0: 'account', 1: 'date', 2: 'revenue' },
    }),
    of('figures with marks of a statistics office', {
      text: table(
        'geo,TIME_PERIOD,OBS_VALUE',
        (index) =>
          `DE,2024-0${1 + index},${index === 3 ? ': c' : index % 2 ? `${100 + index}.4 p` : `${100 + index}.4`}`,
      ),
      types: { 2: 'number' },
      fields: { 0: 'region', 1: 'date', 2: 'value' },
      sums: { 2: 100.4 + 101.4 + 102.4 + 104.4 + 105.4 },
    }),
    of('a survey with its answers in words', {
      text: table(
        'Submitted,Customer,"How likely are you to recommend us? (0-10)",Overall satisfaction,Comments',
        (index) =>
          `2025-01-0${1 + index},*,${index + 2} - ${index > 4 ? 'likely' : 'unlikely'},${1 + (index % 5)} stars,ok`,
      ),
      fields: { 0: 'date', 1: 'account', 2: 'nps', 3: 'csat', 4: 'comment' },
    }),
    of('thousands of euros, in German', {
      text: table('Kunde;Datum;Umsatz TEUR', (index) => `*;1${index}.01.2025;1${index},5`),
      delimiter: ';',
      types: { 1: 'date', 2: 'number' },
      fields: { 0: 'account', 1: 'date', 2: 'revenue' },
      sums: { 2: 10.5 + 11.5 + 12.5 + 13.5 + 14.5 + 15.5 },
    }),
    of('seconds since 1970', {
      text: table('customer,created_at,amount', (index) => `*,${1704067200 + index * 86400},${index * 10}`),
      types: { 1: 'date' },
      fields: { 0: 'account', 1: 'date', 2: 'revenue' },
    }),
    of('serials of a spreadsheet beside plain figures', {
      text: table('Customer,Date,Amount', (index) => `*,${45292 + index},${12345 + index}`),
      types: { 1: 'date', 2: 'integer' },
      fields: { 1: 'date', 2: 'revenue' },
    }),
  ];
}
