import { expect, it } from 'vitest';
import { profileColumn } from '../../../../../electron/engine/ingest/detect/columns.ts';
import { detectKind } from '../../../../../electron/engine/ingest/mapping/detectKind.ts';
import { mapColumns } from '../../../../../electron/engine/ingest/mapping/mapColumns.ts';
import { businessTables } from './exportTables/businessTables.ts';
import { crmTables } from './exportTables/crmTables.ts';
import { listTables } from './exportTables/listTables.ts';
import { nationalTables } from './exportTables/nationalTables.ts';

it.each([...crmTables, ...businessTables, ...nationalTables, ...listTables])(
  '$name is understood',
  ({ kind, header, rows }) => {
    const names = header.split('|').map((name) => name.split('='));
    const cells = rows.map((row) => row.split('|'));
    const profiles = names.map(([name], column) =>
      profileColumn(
        name!,
        cells.map((row) => row[column] ?? ''),
      ),
    );
    expect(detectKind(profiles, rows.length)).toBe(kind);
    const wanted = Object.fromEntries(names.flatMap(([name, field]) => (field ? [[field, name]] : [])));
    expect(mapColumns(kind, profiles).mapping).toMatchObject(wanted);
  },
);
