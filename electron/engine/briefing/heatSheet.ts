import { firstDayOfMonth } from '../../../shared/domain/calendar.ts';
import { numbers } from '../../../shared/domain/table.ts';
import type { ChartRequest } from './charts/plan.ts';
import { lookId, numberLook, rgb } from './look.ts';
import { monthFormat, unitFormat } from './numberFormats.ts';
import { serialOf } from './tableRows.ts';
import type { WorkbookWriter } from './xlsx/workbookWriter.ts';

const headerRow = 5;

interface Heat {
  cohorts: number[];
  ages: number[];
  /** Row of the table for a cohort and age, or undefined. */
  rowOf(cohort: number, age: number): number | undefined;
}

function heatOf(request: ChartRequest): Heat {
  const cohort = numbers(request.codes, 'cohort');
  const age = numbers(request.codes, 'age');
  const rows = new Map<string, number>();
  for (let row = 0; row < request.codes.n; row++) rows.set(`${cohort[row]}:${age[row]}`, row);
  const sorted = (values: Float64Array) => [...new Set(values)].sort((a, b) => a - b);
  return {
    cohorts: sorted(cohort),
    ages: sorted(age),
    rowOf: (month, months) => rows.get(`${month}:${months}`),
  };
}

/** Cohorts down, months since the first order across, each cell the share still buying, on a colour scale. */
export async function writeHeatSheet(
  workbook: WorkbookWriter,
  request: ChartRequest,
  title: string,
  line: string,
): Promise<void> {
  const { styles } = workbook;
  const { t } = request.words;
  const heat = heatOf(request);
  const retention = numbers(request.codes, 'retention');
  const size = numbers(request.codes, 'size');
  const sheet = workbook.beginSheet(request.chartSheet, {
    widths: [12, 10, ...heat.ages.map(() => 7)],
    frozenRows: headerRow,
    frozenColumns: 2,
    gridLines: false,
  });
  sheet.startRow(21);
  sheet.text(0, title, lookId(styles, 'title'));
  sheet.endRow();
  sheet.startRow();
  sheet.text(0, line, lookId(styles, 'subtitle'));
  sheet.endRow();
  sheet.skipRows(1);
  sheet.startRow();
  sheet.text(2, `${t('cohort.logo')} · ${t('axis.age')}`, lookId(styles, 'subtitle'));
  sheet.endRow();
  sheet.startRow(30);
  sheet.text(0, t('column.cohort'), lookId(styles, 'header'));
  sheet.text(1, t('column.size'), lookId(styles, 'headerNumber'));
  const head = styles.id({ bold: true, fill: 'EEF3F3', below: 'C9D0D4', align: 'center', format: '0' });
  for (const [index, age] of heat.ages.entries()) sheet.number(index + 2, age, head);
  sheet.endRow();
  const month = styles.id({ format: monthFormat, align: 'left' });
  const count = styles.id(numberLook(unitFormat('count')));
  const share = styles.id({ format: '0%', align: 'center', size: 9 });
  for (const cohort of heat.cohorts) {
    sheet.startRow();
    sheet.number(0, serialOf(firstDayOfMonth(cohort)), month);
    const start =
      heat.rowOf(cohort, 0) ??
      heat.ages.map((age) => heat.rowOf(cohort, age)).find((row) => row !== undefined);
    if (start !== undefined) sheet.number(1, size[start]!, count);
    for (const [index, age] of heat.ages.entries()) {
      const row = heat.rowOf(cohort, age);
      if (row !== undefined) sheet.number(index + 2, retention[row]!, share);
    }
    sheet.endRow();
    if (sheet.isFull()) await sheet.flush();
  }
  const { ramp } = request.theme;
  const range = {
    firstColumn: 2,
    firstRow: headerRow + 1,
    lastColumn: heat.ages.length + 1,
    lastRow: headerRow + heat.cohorts.length,
  };
  await workbook.finishSheet({
    scales: [{ range, colours: [rgb('#ffffff'), rgb(ramp[2]!), rgb(ramp[4]!)] }],
    footer: title,
    printTitles: [headerRow, headerRow],
  });
}
