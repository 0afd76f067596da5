import { type MessyCase, messy, type Shape } from './messyCase.ts';

const lines = (...all: string[]) => `${all.join('\n')}\n`;
const of = (name: string, shape: Shape) => messy(`frame: ${name}`, shape);

/** Tables drawn for the eye: rules, frames, columns of fixed width. */
export function frameCases(): MessyCase[] {
  return [
    of('list of an ERP system', {
      text: lines(
        '31.03.2025                    Dynamic List Display                             1',
        '',
        '---------------------------------------------------------------',
        '|Sold-to pt|Name 1              |Billing Date|  Net value|Curr.|',
        '---------------------------------------------------------------',
        '|100001    |Alder & Sons        |03.01.2025  |  1.200,50 |EUR  |',
        '|100002    |Birch Ltd           |09.01.2025  |     80,00-|EUR  |',
        '|100001    |Alder & Sons        |11.02.2025  |     45,25 |EUR  |',
        '|100003    |Cedar GmbH          |28.02.2025  | 10.000,00-|EUR  |',
        '---------------------------------------------------------------',
      ),
      delimiter: '|',
      headerRow: 3,
      records: 4,
      names: ['Sold-to pt', 'Name 1', 'Billing Date', 'Net value', 'Curr.'],
      types: { 2: 'date', 3: 'number' },
      sums: { 3: -8834.25 },
    }),
    of('frame of a database client', {
      text: lines(
        '+----+--------------+------------+---------+',
        '| id | customer     | ordered    | revenue |',
        '+----+--------------+------------+---------+',
        '|  1 | Alder & Sons | 2025-01-03 |  120.50 |',
        '|  2 | Birch Ltd    | 2025-01-09 |   80.00 |',
        '|  3 | Cedar GmbH   | 2025-02-11 | 1300.25 |',
        '+----+--------------+------------+---------+',
        '3 rows in set (0.00 sec)',
      ),
      delimiter: '|',
      headerRow: 1,
      records: 3,
      footerRows: 1,
      names: ['id', 'customer', 'ordered', 'revenue'],
      types: { 2: 'date', 3: 'number' },
      sums: { 3: 1500.75 },
    }),
    of('rule below the header', {
      text: lines(
        ' id |   customer   |  ordered   | revenue ',
        '----+--------------+------------+---------',
        '  1 | Alder & Sons | 2025-01-03 |  120.50',
        '  2 | Birch Ltd    | 2025-01-09 |   80.00',
        '  3 | Cedar GmbH   | 2025-02-11 | 1300.25',
        '(3 rows)',
      ),
      delimiter: '|',
      records: 3,
      footerRows: 1,
      names: ['id', 'customer', 'ordered', 'revenue'],
      types: { 2: 'date', 3: 'number' },
      sums: { 3: 1500.75 },
    }),
    of('Markdown', {
      text: lines(
        '| Customer | Date | Revenue |',
        '| --- | :---: | ---: |',
        '| Alder & Sons | 2025-01-03 | 120.50 |',
        '| Birch Ltd | 2025-01-09 | 80.00 |',
        '| Cedar GmbH | 2025-02-11 | 1300.25 |',
      ),
      delimiter: '|',
      records: 3,
      names: ['Customer', 'Date', 'Revenue'],
      types: { 1: 'date', 2: 'number' },
      sums: { 2: 1500.75 },
    }),
    of('fixed width with gaps in columns', {
      text: lines(
        'CUSTOMER            CITY          DATE        QTY    AMOUNT',
        'Alder & Sons        London        2025-01-03    4    120.50',
        'Birch Ltd                         2025-01-09    1     80.00',
        'Cedar GmbH          Bonn          2025-02-11         300.25',
        'Dogwood Inc.        New York      2025-02-28    3          ',
        'Elm & Co            Oslo          2025-03-05    7    610.00',
      ),
      delimiter: ' ',
      records: 5,
      names: ['CUSTOMER', 'CITY', 'DATE', 'QTY', 'AMOUNT'],
      types: { 2: 'date', 3: 'integer', 4: 'number' },
      sums: { 3: 15, 4: 1110.75 },
    }),
    of('fixed width with a rule below the header', {
      text: lines(
        'Cust No  Name                 Order Date  Net Amount',
        '-------  -------------------  ----------  ----------',
        '  10001  Alder & Sons         2025-01-03    1,200.50',
        '  10002  Birch Ltd            2025-01-09       80.00',
        '  10003  Cedar GmbH           2025-02-11      300.25',
      ),
      delimiter: ' ',
      records: 3,
      names: ['Cust No', 'Name', 'Order Date', 'Net Amount'],
      types: { 2: 'date', 3: 'number' },
      sums: { 3: 1580.75 },
    }),
  ];
}
