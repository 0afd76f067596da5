import type { GridApi } from 'ag-grid-community';
import type { GridRow } from './tableColumns.tsx';

/** A name still reads at this width; numbers are never cut, so only text columns give way. */
const narrowest = 110;
const scrollbar = 18;

/** Narrows text columns so that the columns of numbers beside them fit into `width` pixels, as far as that goes. */
export function fitTextColumns(api: GridApi<GridRow>, width: number): void {
  const columns = api.getAllDisplayedColumns();
  const excess = columns.reduce((sum, column) => sum + column.getActualWidth(), 0) - (width - scrollbar);
  const slackOf = (column: (typeof columns)[number]) =>
    column.getColDef().type === 'rightAligned' ? 0 : Math.max(0, column.getActualWidth() - narrowest);
  const slack = columns.reduce((sum, column) => sum + slackOf(column), 0);
  if (excess <= 0 || slack <= 0) return;
  const share = Math.min(1, excess / slack);
  api.setColumnWidths(
    columns
      .filter((column) => slackOf(column) > 0)
      .map((column) => ({
        key: column,
        newWidth: Math.floor(column.getActualWidth() - share * slackOf(column)),
      })),
  );
}
