import { App, type MenuProps } from 'antd';
import type { RefObject } from 'react';
import { exploreTable } from '../../../shared/charts/exploreTable.ts';
import type { ChartData, ChartKind, ExploreChart, ExploreView } from '../../../shared/contract/explore.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { decodeTable } from '../../app/decodeExhibit.ts';
import { fileName, useSave } from '../../app/saveFile.ts';
import { useClient, useSession } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';
import type { ChartPictures } from '../../charts/Chart.tsx';
import { exhibitMenu } from '../../components/exhibitActions.tsx';
import { tableAsText } from '../../components/tableColumns.tsx';
import { chartLine } from './chartLine.ts';
import type { ExploreBase } from './explained.ts';

/** What concerns the page rather than the chart alone. */
export type CardCommand = 'clear' | 'wider' | 'narrower' | 'before' | 'after' | 'remove';

interface CardState {
  kind: ChartKind;
  asTable: boolean;
  /** A picture can be taken. */
  drawn: boolean;
  selected: boolean;
  ready: boolean;
}

type Items = NonNullable<MenuProps['items']>;

/** The menu of every chart, and what only charts of this page have: selection, size, place. */
export function cardMenu(t: Translate, { kind, asTable, drawn, selected, ready }: CardState): Items {
  return [
    { key: 'clear', label: t('explore.clear'), disabled: !selected },
    { type: 'divider' },
    ...(ready ? exhibitMenu(t, { drawn: kind !== 'table', asTable, chart: drawn }) : []),
    { type: 'divider' },
    { key: 'edit', label: t('explore.edit') },
    { key: 'wider', label: t('explore.edit.wider') },
    { key: 'narrower', label: t('explore.edit.narrower') },
    { key: 'before', label: t('explore.edit.before') },
    { key: 'after', label: t('explore.edit.after') },
    { key: 'remove', label: t('explore.edit.remove'), danger: true },
  ];
}

interface Subject {
  chart: ExploreChart;
  data: ChartData | null;
  title: string;
  view: ExploreView;
  base: ExploreBase;
  pictures: RefObject<ChartPictures | null>;
}

/** Copies and saves; called with an entry's key, says whether it was one of these. */
export function useCardActions(subject: Subject): (key: string) => boolean {
  const { chart, data, title, view, base, pictures } = subject;
  const words = useWords();
  const { t, format, locale } = words;
  const save = useSave();
  const client = useClient();
  const { message } = App.useApp();
  const workspace = useSession((session) => session.workspace?.name ?? '');
  const quietly = (work: () => Promise<void>) => void save.attempt(() => work().then(() => null));

  const frame = () => ({ title, line: data ? chartLine(chart, data, base, words) : '' });
  async function copyPicture() {
    const png = await pictures.current?.png(frame());
    if (!png) return;
    const blob = new Blob([png as Uint8Array<ArrayBuffer>], { type: 'image/png' });
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
    message.success(t('copy.done'));
  }
  async function copyData() {
    if (!data) return;
    const table = data.table ? decodeTable(data.table) : exploreTable(chart, data, format, t);
    await navigator.clipboard.writeText(tableAsText(table, undefined, words));
    message.success(t('copy.done'));
  }
  async function savePicture(kind: 'png' | 'svg') {
    const picture = pictures.current;
    if (!picture) return;
    const bytes =
      kind === 'png' ? await picture.png(frame()) : new TextEncoder().encode(picture.svg(frame()));
    await save.bytes(fileName(title, kind), bytes);
  }
  const saveTable = (kind: 'csv' | 'xlsx') =>
    save.toFile(fileName(`${workspace} ${title}`, kind), async (file) => {
      const { rows } = await client.call('explore.export', {
        view,
        chart: chart.id,
        title,
        format: kind,
        locale,
        file: file.handle,
      });
      return t('save.rows', { name: file.name, rows: format.value(rows, 'count') });
    });

  return (key) => {
    if (key === 'copyPicture') quietly(copyPicture);
    else if (key === 'copyData') quietly(copyData);
    else if (key === 'png' || key === 'svg') quietly(() => savePicture(key));
    else if (key === 'csv' || key === 'xlsx') void saveTable(key);
    else return false;
    return true;
  };
}
