import { useMemo } from 'react';
import type { ChartData } from '../../../shared/contract/explore.ts';
import { decodeTable } from '../../app/decodeExhibit.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { exactMoney } from '../../components/exactMoney.ts';

/** The largest sales rows under everything that is selected. */
export function RowsTable({ data, label, height }: { data: ChartData; label: string; height: number }) {
  const table = useMemo(() => (data.table ? exactMoney(decodeTable(data.table)) : null), [data.table]);
  return table && <DataTable table={table} label={label} height={height} />;
}
