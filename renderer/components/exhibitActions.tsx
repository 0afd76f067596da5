import { App, type MenuProps } from 'antd';
import { type RefObject, useEffect, useMemo, useRef } from 'react';
import type { Exhibit } from '../../shared/domain/exhibit.ts';
import type { Table } from '../../shared/domain/table.ts';
import type { Translate } from '../../shared/i18n/translate.ts';
import { type Command, useCommands } from '../app/commands.ts';
import { decodeTable } from '../app/decodeExhibit.ts';
import { fileName, useSave } from '../app/saveFile.ts';
import { type EngineClient, useClient } from '../app/session.ts';
import { evidenceLine } from '../app/sliceWords.ts';
import { useWords } from '../app/words.tsx';
import type { ChartPictures } from '../charts/Chart.tsx';
import { rowsOf, useRowsRequest } from './rowsRequest.ts';
import { type ColumnSpec, tableAsText } from './tableColumns.tsx';

interface MenuState {
  drawn: boolean;
  asTable: boolean;
  /** Whether a chart is on screen, of which pictures can be taken. */
  chart: boolean;
}

type Items = NonNullable<MenuProps['items']>;

/** The same menu on every chart and table. */
export function exhibitMenu(t: Translate, { drawn, asTable, chart }: MenuState): Items {
  return [
    { key: 'rows', label: t('card.rows') },
    ...(drawn ? [{ key: 'table', label: asTable ? t('card.chart') : t('card.table') }] : []),
    { type: 'divider' },
    { key: 'copyPicture', label: t('card.copyPicture'), disabled: !chart },
    { key: 'copyData', label: t('card.copyData') },
    { type: 'divider' },
    { key: 'png', label: t('card.png'), disabled: !chart },
    { key: 'svg', label: t('card.svg'), disabled: !chart },
    { key: 'csv', label: t('card.csv') },
    { key: 'xlsx', label: t('card.xlsx') },
    { type: 'divider' },
    { key: 'explain', label: t('card.explain') },
  ];
}

/** A table with all its rows, also where the screen holds only a page of them. */
async function wholeTable(exhibit: Exhibit, table: string, client: EngineClient): Promise<Table | undefined> {
  const { offset: _offset, limit, ...options } = exhibit.ask.options;
  if (limit === undefined) return exhibit.tables[table];
  const { tables } = await client.call('analyse.run', { ...exhibit.ask, options });
  const whole = tables[table];
  return whole && decodeTable(whole);
}

interface Subject {
  exhibit: Exhibit | null;
  question: string;
  table: string;
  columns: ColumnSpec[] | undefined;
  pictures: RefObject<ChartPictures | null>;
}

/** What the menu's entries do; the answer is called with an entry's key. */
export function useExhibitActions(subject: Subject): (key: string) => void {
  const words = useWords();
  const save = useSave();
  const { message } = App.useApp();
  const client = useClient();
  const openRows = useRowsRequest((store) => store.open);
  const { exhibit, question, table, columns, pictures } = subject;
  const latest = useRef<(key: string) => void>(() => undefined);
  const hasExhibit = exhibit !== null;

  const frame = () => ({
    title: question,
    line: exhibit ? evidenceLine(exhibit.evidence, words) : '',
  });
  async function copyPicture() {
    const png = await pictures.current?.png(frame());
    if (!png) return;
    const blob = new Blob([png as Uint8Array<ArrayBuffer>], { type: 'image/png' });
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
    message.success(words.t('copy.done'));
  }
  async function copyData() {
    const rows = exhibit && (await wholeTable(exhibit, table, client));
    if (!rows) return;
    await navigator.clipboard.writeText(tableAsText(rows, columns, words, exhibit.evidence.currency));
    message.success(words.t('copy.done'));
  }
  async function savePicture(kind: 'png' | 'svg') {
    const picture = pictures.current;
    if (!picture) return;
    const bytes =
      kind === 'png' ? await picture.png(frame()) : new TextEncoder().encode(picture.svg(frame()));
    await save.bytes(fileName(question, kind), bytes);
  }
  const { t } = words;
  const commands = useMemo<Command[]>(
    () =>
      hasExhibit
        ? (['xlsx', 'csv', 'rows', 'copyData'] as const).map((key) => ({
            id: `${key}-${question}`,
            label: t('palette.export', { action: t(`card.${key}`), question }),
            run: () => latest.current(key),
          }))
        : [],
    [hasExhibit, question, t],
  );
  useCommands(commands);

  const quietly = (work: () => Promise<void>) => save.attempt(() => work().then(() => null));

  function act(key: string): void {
    if (!exhibit) return;
    if (key === 'rows') openRows(rowsOf(exhibit, question));
    else if (key === 'copyPicture') void quietly(copyPicture);
    else if (key === 'copyData') void quietly(copyData);
    else if (key === 'png' || key === 'svg') void quietly(() => savePicture(key));
    else if (key === 'csv' || key === 'xlsx') void save.exhibit(exhibit, table, question, key);
  }
  useEffect(() => {
    latest.current = act;
  });
  return act;
}
