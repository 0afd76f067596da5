import type { Exhibit } from '../domain/exhibit.ts';
import { numbers, texts } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption, ChartView, OptionPart } from './option.ts';
import { baseOption, type Formatted, footnote, isSelected, plain, tooltip } from './parts.ts';
import type { ChartTheme } from './theme.ts';

/** Flows drawn; the table twin has them all. */
const drawn = 14;

interface Flow {
  source: string;
  target: string;
  ref: { table: string; row: number };
}

/** What follows a first purchase: from left to right, as wide as accounts followed, with the share that does. `selected` holds products. */
export function sequenceFlow(
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
  view?: ChartView,
): ChartOption {
  const table = exhibit.tables.sequences!;
  const [first, firstNames] = [texts(table, 'after'), texts(table, 'after_name')];
  const [next, nextNames] = [texts(table, 'product'), texts(table, 'product_name')];
  const followed = numbers(table, 'followed');
  const share = numbers(table, 'follow_share');
  const rows = Array.from({ length: Math.min(drawn, table.n) }, (_, row) => row);
  const selected = (row: number) =>
    isSelected(view, first[row] ?? null) || isSelected(view, next[row] ?? null);
  const nodes = new Map<string, OptionPart>();
  const add = (id: string, name: string, side: 'left' | 'right') => {
    const color = side === 'left' ? theme.accent : theme.crossSell;
    const label = { formatter: plain(name, 40) };
    nodes.set(id, { name: id, product: name, itemStyle: { color, borderWidth: 0 }, label });
  };
  for (const row of rows) {
    add(`<${first[row]}`, firstNames[row] ?? first[row] ?? '', 'left');
    add(`>${next[row]}`, nextNames[row] ?? next[row] ?? '', 'right');
  }
  const rest = table.n - rows.length;
  return {
    ...baseOption(theme),
    ...(rest > 0
      ? { title: footnote(theme, t('crossSell.flowsShown', { shown: rows.length, pairs: table.n })) }
      : {}),
    tooltip: tooltip(theme, (item) => describe(exhibit, format, t, item)),
    series: [
      {
        type: 'sankey',
        left: 170,
        right: 190,
        top: 8,
        bottom: rest > 0 ? 26 : 8,
        nodeWidth: 10,
        nodeGap: 10,
        draggable: false,
        layoutIterations: 64,
        emphasis: { disabled: true },
        label: {
          color: theme.text,
          fontSize: 12,
          position: 'right',
          distance: 6,
          width: 160,
          overflow: 'truncate',
        },
        levels: [{ depth: 0, label: { position: 'left' } }],
        lineStyle: { color: theme.crossSell, opacity: 0.28, curveness: 0.5 },
        edgeLabel: {
          show: true,
          color: theme.text,
          fontSize: 11,
          formatter: (item: Formatted) =>
            format.value(share[(item.data as Flow).ref.row] ?? Number.NaN, 'ratio'),
        },
        labelLayout: { hideOverlap: true },
        data: [...nodes.values()],
        links: rows.map((row) => ({
          source: `<${first[row]}`,
          target: `>${next[row]}`,
          value: followed[row],
          ref: { table: 'sequences', row },
          ...(selected(row) ? {} : { lineStyle: { opacity: 0.08 } }),
        })),
      },
    ],
  };
}

function describe(exhibit: Exhibit, format: Format, t: Translate, item: Formatted): string[] {
  const { ref, product } = (item.data ?? {}) as Partial<Flow> & { product?: string };
  if (!ref) return [plain(product ?? '', 60)];
  const table = exhibit.tables.sequences!;
  const line = (name: string, unit: 'ratio' | 'count' | 'score' | 'days') =>
    `${t.dynamic(`column.${name}`, {}, name)}  ${format.value(numbers(table, name)[ref.row] ?? null, unit)}`;
  return [
    `${plain(texts(table, 'after_name')[ref.row], 50)} →`,
    plain(texts(table, 'product_name')[ref.row], 50),
    `${line('followed', 'count')} / ${format.value(numbers(table, 'accounts')[ref.row] ?? null, 'count')}`,
    line('follow_share', 'ratio'),
    line('base_share', 'ratio'),
    line('lift', 'score'),
    line('median_days', 'days'),
  ];
}
