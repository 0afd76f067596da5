import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basisSql, type Cell, type DuckBook, openDuckBook, randomOf } from './duckBook.ts';
import { seed } from './seed.ts';

/** Every analysis of the portfolio beside SQL written from its definition, over a book with all that is odd in real ones. */
const start = seed();
const random = randomOf(start);
let duck: DuckBook;
beforeAll(async () => {
  duck = await openDuckBook(start, 1500);
});
afterAll(() => duck.remove());

type Row = Record<string, number | string | boolean | null>;

const pairs = [
  ['2024-H1', '2024-H2', '2024-01-01', '2024-06-30', '2024-07-01', '2024-12-31'],
  ['2023', '2024', '2023-01-01', '2023-12-31', '2024-01-01', '2024-12-31'],
  ['2024-Q1', '2025-Q1', '2024-01-01', '2024-03-31', '2025-01-01', '2025-03-31'],
  ['2024-W03', '2024-W20', '2024-01-15', '2024-01-21', '2024-05-13', '2024-05-19'],
  ['2024-02', '2024-03-05..2024-05-09', '2024-02-01', '2024-02-29', '2024-03-05', '2024-05-09'],
] as const;
const asOfs = [undefined, '2025-02-11', '2024-09-30'] as const;
const cases = (['net', 'gross'] as const).flatMap((basis) => asOfs.map((asOf) => ({ basis, asOf })));

function seen({ basis, asOf }: (typeof cases)[number]): string {
  return `(select * from v where ${basisSql[basis]}${asOf ? ` and date <= '${asOf}'` : ''})`;
}

function expectClose(found: unknown, wanted: Cell | undefined, what: string) {
  if (typeof wanted !== 'number') return expect(found ?? null, what).toEqual(wanted ?? null);
  expect(typeof found, what).toBe('number');
  expect(Math.abs((found as number) - wanted), what).toBeLessThanOrEqual(1e-4 + 1e-9 * Math.abs(wanted));
}

const movementSql = (rows: string, [, , a1, a2, b1, b2]: readonly string[]) => `
  with t as (select account,
      coalesce(sum(revenue) filter (date between '${a1}' and '${a2}'), 0) as a,
      coalesce(sum(revenue) filter (date between '${b1}' and '${b2}'), 0) as b,
      count(*) filter (date < '${b1}') > 0 as known,
      count(*) filter (date between '${a1}' and '${a2}' or date between '${b1}' and '${b2}') as n
    from ${rows} group by account having n > 0),
  c as (select *, case when round(a, 4) > 0 and round(b, 4) > 0
      then case when round(b, 4) > round(a, 4) then 'expansion' when round(b, 4) < round(a, 4) then 'contraction' else 'flat' end
      when round(a, 4) > 0 then 'churned' when round(b, 4) > 0 then if(known, 'reactivated', 'new') else 'other' end as class from t)
  select sum(a), sum(b), ${['new', 'reactivated', 'expansion', 'contraction', 'churned']
    .map((name) => `coalesce(sum(b - a) filter (class = '${name}'), 0), count(*) filter (class = '${name}')`)
    .join(', ')},
    sum(b) filter (round(a, 4) > 0) / sum(a) filter (round(a, 4) > 0),
    sum(least(a, greatest(b, 0))) filter (round(a, 4) > 0) / sum(a) filter (round(a, 4) > 0),
    count(*) filter (round(a, 4) > 0 and round(b, 4) > 0) / nullif(count(*) filter (round(a, 4) > 0), 0) from c`;

describe.each(cases)('$basis, as of $asOf', (slice) => {
  const ask = { asOf: slice.asOf, options: {} };
  const rows = seen(slice);

  it.each(pairs)('movement from %s to %s', async (...pair) => {
    const [wanted] = await duck.sql(movementSql(rows, pair));
    const [first, last, ...lines] = wanted!;
    expect(first, 'both sides speak of some rows').not.toBeNull();
    const found = (await duck.analyse(
      { ...ask, question: 'movement', from: pair[0], to: pair[1] },
      slice.basis,
    )) as Row & {
      counts: Row;
    };
    expectClose(found.start, first, 'start');
    expectClose(found.end, last, 'end');
    ['new', 'reactivated', 'expansion', 'contraction', 'churned'].forEach((name, at) => {
      expectClose(found[name], lines[2 * at], name);
      expect(found.counts[name], name).toBe(lines[2 * at + 1]);
    });
    ['nrr', 'grr', 'logoRetention'].forEach(
      (name, at) => void expectClose(found[name], lines[10 + at], name),
    );
    const named = ['new', 'reactivated', 'expansion', 'contraction', 'churned', 'other'];
    const sum = named.reduce((total, name) => total + (found[name] as number), found.start as number);
    expect(Math.abs(sum - (found.end as number))).toBeLessThan(0.005);
  });

  it('concentration', async () => {
    const [wanted] = await duck.sql(`
      with t as (select sum(revenue) as x from ${rows} group by account having round(sum(revenue), 4) > 0),
      r as (select x, row_number() over (order by x desc) as k, row_number() over (order by x) as i,
        sum(x) over (order by x desc rows unbounded preceding) as upTo, sum(x) over () as total, count(*) over () as n from t)
      select any_value(n), any_value(total), max(x) / any_value(total), sum(x) filter (k <= 10) / any_value(total),
        sum(x) filter (k <= ceil(n / 5)) / any_value(total), min(k) filter (upTo >= 0.8 * total - 1e-6),
        sum((2 * i - n - 1) * x) / (any_value(n) * any_value(total)), sum((x / total) ** 2) from r`);
    const found = (await duck.analyse({ ...ask, question: 'concentration' }, slice.basis)) as Row;
    [
      'accounts',
      'total',
      'top1Share',
      'top10Share',
      'top20pctShare',
      'accountsFor80pct',
      'gini',
      'hhi',
    ].forEach((name, at) => void expectClose(found[name], wanted![at], name));
  });

  it('rfm', async () => {
    const end = slice.asOf ? `date '${slice.asOf}'` : '(select max(date) from v)';
    const wanted = await duck.sql(`
      with t as (select account, date_diff('day', max(date) filter (revenue > 0), ${end}) + 1 as recency,
        count(distinct coalesce("order", day)) filter (revenue > 0) as orders, sum(revenue) as money
        from ${rows} group by account having orders > 0),
      q as (select quantile_cont(recency, [.2, .4, .6, .8]) as r, quantile_cont(orders, [.2, .4, .6, .8]) as f,
        quantile_cont(money, [.2, .4, .6, .8]) as m from t)
      select account, recency, orders, money, 5 - len(list_filter(r, e -> e < recency)),
        1 + len(list_filter(f, e -> e < orders)), 1 + len(list_filter(m, e -> e < money)) from t, q order by account`);
    const found = (await duck.analyse({ ...ask, question: 'rfm' }, slice.basis)).rows as Row[];
    const ordered = found.toSorted((one, other) => (String(one.account) < String(other.account) ? -1 : 1));
    expect(ordered.map(({ account }) => account)).toEqual(wanted.map(([account]) => account));
    ordered.forEach((row, at) => {
      const values = [row.account, row.recencyDays, row.frequency, row.monetary, row.r, row.f, row.m];
      values.forEach(
        (value, index) => void expectClose(value, wanted[at]![index], `${row.account}, ${index}`),
      );
    });
  });

  it('cohorts', async () => {
    const wanted = await duck.sql(`
      with f as (select account, min(date) as first from ${rows} where revenue > 0 group by account),
      t as (select account, strftime(first, '%Y-%m') as cohort, date_diff('month', first, date) as age, sum(revenue) as money
        from ${rows} join f using (account) where date >= first group by all)
      select cohort, age, count(*) filter (round(money, 4) > 0), sum(money) from t group by all`);
    const { cells } = (await duck.analyse({ ...ask, question: 'cohorts' }, slice.basis)) as { cells: Row[] };
    const known = new Map(wanted.map(([cohort, age, ...rest]) => [`${cohort}+${age}`, rest]));
    for (const { cohort, age, accounts, revenue } of cells) {
      const [count = 0, money = 0] = known.get(`${cohort}+${age}`) ?? [];
      expect(accounts, `${cohort}+${age}`).toBe(count);
      expectClose(revenue, money, `${cohort}+${age}`);
      known.delete(`${cohort}+${age}`);
    }
    expect([...known.keys()]).toEqual([]);
  });

  it('abc', async () => {
    const wanted = await duck.sql(`
      with t as (select product, sum(revenue) as x from ${rows} where product is not null group by product),
      r as (select product, x, coalesce(sum(greatest(x, 0)) over (order by x desc rows between unbounded preceding and 1 preceding), 0)
        / sum(greatest(x, 0)) over () as before from t)
      select product, x, case when x <= 0 then 'C' when before < .8 - 1e-12 then 'A' when before < .95 - 1e-12 then 'B' else 'C' end
      from r order by product`);
    const found = (await duck.analyse({ ...ask, question: 'abc' }, slice.basis)).rows as Row[];
    const ordered = found.toSorted((one, other) => (String(one.product) < String(other.product) ? -1 : 1));
    expect(ordered.map(({ product, class: name }) => [product, name])).toEqual(
      wanted.map(([product, , name]) => [product, name]),
    );
    ordered.forEach((row, at) => void expectClose(row.revenue, wanted[at]![1], String(row.product)));
  });

  it('price, volume, mix', async () => {
    const [from, to, a1, a2, b1, b2] = pairs[random(3)]!;
    const [wanted] = await duck.sql(`
      with t as (select product, coalesce(sum(revenue) filter (date between '${a1}' and '${a2}'), 0) as ra,
          coalesce(sum(quantity) filter (date between '${a1}' and '${a2}'), 0) as qa,
          coalesce(sum(revenue) filter (date between '${b1}' and '${b2}'), 0) as rb,
          coalesce(sum(quantity) filter (date between '${b1}' and '${b2}'), 0) as qb
        from ${rows} group by product),
      c as (select *, round(ra, 6) <> 0 or qa <> 0 as inA, round(rb, 6) <> 0 or qb <> 0 as inB,
        qa > 0 and qb > 0 and ra >= 0 and rb >= 0 as priced from t)
      select sum(ra), sum(rb), coalesce(sum((qb - qa) * ra / qa) filter (inA and inB and priced), 0),
        coalesce(sum(rb) filter (not inA and inB), 0), coalesce(-sum(ra) filter (inA and not inB), 0),
        count(*) filter (inA and inB), count(*) filter (inB and not inA), count(*) filter (inA and not inB) from c`);
    const found = (await duck.analyse(
      { ...ask, question: 'price-volume-mix', from, to },
      slice.basis,
    )) as Row;
    ['from', 'to', 'volume', 'newItems', 'lostItems', 'itemsBoth', 'itemsNew', 'itemsLost'].forEach(
      (name, at) => void expectClose(found[name], wanted![at], name),
    );
    const sum = ['volume', 'price', 'newItems', 'lostItems'].reduce(
      (total, name) => total + (found[name] as number),
      0,
    );
    expectClose((found.from as number) + sum, found.to as number, 'the lines add up');
  });
});
