import type { Exhibit } from '../domain/exhibit.ts';
import { numbers, texts } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption, ChartView } from './option.ts';
import { baseOption, type Formatted, faded, plain, tooltip } from './parts.ts';
import type { ChartTheme } from './theme.ts';

/** Which products hang together: larger is more revenue, a thicker line is further above chance. `selected` holds products. */
export function productNetwork(
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
  view?: ChartView,
): ChartOption {
  const nodes = exhibit.tables.nodes!;
  const edges = exhibit.tables.edges!;
  const keys = texts(nodes, 'product');
  const names = texts(nodes, 'product_name').map((name, row) => plain(name ?? keys[row], 24));
  const revenue = numbers(nodes, 'revenue');
  const degree = numbers(nodes, 'edges');
  const leverage = numbers(edges, 'leverage');
  const from = texts(edges, 'product');
  const to = texts(edges, 'with_product');
  const most = revenue.reduce((high, value) => Math.max(high, value), 0) || 1;
  const strongest = leverage.reduce((high, value) => Math.max(high, value), 0) || 1;
  const [x, y] = [numbers(nodes, 'x'), numbers(nodes, 'y')];
  const near = neighbours(view?.selected ?? [], from, to);
  const looked = near.size > 0 ? { selected: [...near] } : {};
  return {
    ...baseOption(theme),
    tooltip: tooltip(theme, (item) => describe(exhibit, format, t, item)),
    series: [
      {
        type: 'graph',
        layout: 'none',
        left: 90,
        right: 90,
        top: 24,
        bottom: 38,
        preserveAspect: true,
        roam: false,
        draggable: false,
        emphasis: { disabled: true },
        label: { show: true, position: 'bottom', color: theme.text, fontSize: 11, distance: 3 },
        labelLayout: { hideOverlap: true },
        data: keys.map((key, row) => ({
          id: key ?? '',
          name: names[row],
          value: revenue[row],
          x: 1120 * x[row]!,
          y: 560 * y[row]!,
          symbolSize: Math.round(7 + 27 * Math.sqrt(Math.max(0, revenue[row]!) / most)),
          itemStyle: {
            color: theme.crossSell,
            borderColor: theme.surface,
            borderWidth: 1,
            ...faded(looked, key ?? null),
          },
          ref: { table: 'nodes', row },
          degree: degree[row],
        })),
        links: from.map((source, row) => ({
          source: source ?? '',
          target: to[row] ?? '',
          value: leverage[row],
          lineStyle: {
            color: theme.muted,
            width: 0.6 + 3.4 * Math.sqrt(Math.max(0, leverage[row]!) / strongest),
            opacity: touches(view, source, to[row]) ? 0.45 : 0.08,
          },
          ref: { table: 'edges', row },
        })),
      },
    ],
  };
}

/** What is chosen, and what is linked to it. */
function neighbours(
  selected: readonly string[],
  from: readonly (string | null)[],
  to: readonly (string | null)[],
): Set<string> {
  const near = new Set<string>();
  const chosen = new Set(selected);
  for (const [edge, source] of from.entries()) {
    const target = to[edge] ?? '';
    if (!chosen.has(source ?? '') && !chosen.has(target)) continue;
    near.add(source ?? '');
    near.add(target);
  }
  return near;
}

function touches(
  view: ChartView | undefined,
  from: string | null | undefined,
  to: string | null | undefined,
): boolean {
  const selected = view?.selected ?? [];
  return selected.length === 0 || selected.includes(from ?? '') || selected.includes(to ?? '');
}

function describe(exhibit: Exhibit, format: Format, t: Translate, item: Formatted): string[] {
  const ref = (item.data as { ref?: { table: string; row: number } } | undefined)?.ref;
  if (!ref) return [];
  const table = exhibit.tables[ref.table]!;
  const value = (name: string, unit: 'money' | 'count' | 'score' | 'ratio') =>
    `${t.dynamic(`column.${name}`, {}, name)}  ${format.value(numbers(table, name)[ref.row] ?? null, unit)}`;
  const name = plain(texts(table, 'product_name')[ref.row] ?? texts(table, 'product')[ref.row], 50);
  if (ref.table === 'nodes')
    return [name, value('revenue', 'money'), value('baskets', 'count'), value('edges', 'count')];
  return [
    `${name} –`,
    plain(texts(table, 'with_name')[ref.row] ?? texts(table, 'with_product')[ref.row], 50),
    value('count', 'count'),
    value('support', 'ratio'),
    value('lift', 'score'),
  ];
}
