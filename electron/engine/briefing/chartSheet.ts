import { planOf } from './charts/chartPlans.ts';
import { type ChartPlan, type ChartRequest, type Helper, helperRow } from './charts/plan.ts';
import { displayWidth } from './columnWidths.ts';
import { writeHeatSheet } from './heatSheet.ts';
import { fileTheme, lookId, numberLook } from './look.ts';
import type { SheetWriter } from './xlsx/sheetWriter.ts';
import type { WorkbookWriter } from './xlsx/workbookWriter.ts';

export interface ChartSheetRequest extends Omit<ChartRequest, 'chartSheet' | 'theme'> {
  title: string;
  line: string;
  /** What the sheet is called; without it `Chart`. */
  sheetName?: string;
}

const chartTop = 3;
const chartBottom = 27;
const chartColumns = 11;
const columnWidth = 13.5;

function writeHelper(workbook: WorkbookWriter, sheet: SheetWriter, helper: Helper, title: string): void {
  const { styles } = workbook;
  sheet.skipRows(helperRow - 3 - sheet.row());
  sheet.startRow();
  sheet.text(0, title, lookId(styles, 'section'));
  sheet.endRow();
  const lines = Math.max(
    ...helper.headers.map((header) => Math.ceil((displayWidth(header) + 2) / columnWidth)),
  );
  sheet.startRow(lines > 1 ? 14 * lines + 2 : 18);
  for (const [column, header] of helper.headers.entries()) {
    sheet.text(column, header, lookId(styles, column === 0 ? 'header' : 'headerNumber'));
  }
  sheet.endRow();
  for (const cells of helper.rows) {
    sheet.startRow();
    for (const [column, cell] of cells.entries()) {
      if ('text' in cell) {
        if (cell.text !== '') sheet.text(column, cell.text, 0);
      } else if ('formula' in cell) {
        const look = typeof cell.result === 'string' && column === 0 ? {} : numberLook(cell.format);
        sheet.formula(column, cell.formula, cell.result, styles.id(look));
      } else sheet.number(column, cell.number, styles.id(numberLook(cell.format)));
    }
    sheet.endRow();
  }
}

async function writePlan(
  workbook: WorkbookWriter,
  request: ChartSheetRequest,
  chartSheet: string,
  plan: ChartPlan,
): Promise<void> {
  const { styles } = workbook;
  const { t } = request.words;
  const count = Math.max(chartColumns, plan.helper?.headers.length ?? 0);
  const widths = Array.from({ length: count }, (_, index) => (index === 0 ? 18 : columnWidth));
  const sheet = workbook.beginSheet(chartSheet, { widths, gridLines: false });
  sheet.startRow(21);
  sheet.text(0, request.title, lookId(styles, 'title'));
  sheet.endRow();
  sheet.startRow();
  sheet.text(0, request.line, lookId(styles, 'subtitle'));
  sheet.endRow();
  if (plan.note) {
    sheet.startRow();
    sheet.text(0, plan.note, lookId(styles, 'subtitle'));
    sheet.endRow();
  }
  if (plan.helper) writeHelper(workbook, sheet, plan.helper, t('file.chartData'));
  const anchor = { fromColumn: 0, fromRow: chartTop, toColumn: chartColumns, toRow: chartBottom };
  await workbook.finishSheet({
    charts: [{ chart: plan.chart, anchor, description: `${request.title} ${request.line}` }],
    footer: request.title,
  });
}

/** Writes the sheet with the table's chart or heat map first, where the table has one and rows to draw. */
export async function writeChartSheet(workbook: WorkbookWriter, request: ChartSheetRequest): Promise<void> {
  const { question } = request.exhibit.ask;
  const isHeat = question === 'cohorts' && request.name === 'cells';
  const plan = planOf(question, request.name);
  if (request.table.n === 0 || (!plan && !isHeat)) return;
  const chartSheet = workbook.sheetName(request.sheetName ?? request.words.t('file.sheet.chart'));
  const whole: ChartRequest = { ...request, chartSheet, theme: fileTheme(request.locale) };
  if (isHeat) await writeHeatSheet(workbook, whole, request.title, request.line);
  else if (plan) await writePlan(workbook, request, chartSheet, plan(whole));
}
