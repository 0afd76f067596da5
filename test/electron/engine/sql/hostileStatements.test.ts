import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { arrowToTable } from '../../../../electron/engine/exhibit/arrow.ts';
import { createFileGrants } from '../../../../electron/engine/files.ts';
import { createHandlers } from '../../../../electron/engine/handlers/createHandlers.ts';
import { createWorkspace } from '../../../../electron/engine/workspace/createWorkspace.ts';
import { salesBatch } from '../book/memoryWorkspace.ts';
import { withFolder } from '../briefing/readBack.ts';
import { cells, quiet } from './sqlBook.ts';

const hostile = `
attach database ':memory:' as x; attach 'FILE' as x; detach main; vacuum; vacuum into 'FILE'; reindex; analyze; begin; commit;
rollback; savepoint s; release s; pragma query_only = 0; pragma query_only; pragma journal_mode = wal; pragma temp_store_directory = 'FILE';
pragma writable_schema = 1; pragma table_info(sales); pragma database_list; pragma user_version = 9; pragma key = 'x'; pragma rekey = 'x';
explain pragma query_only = 0; explain query plan pragma user_version = 3; explain attach 'FILE' as x; explain delete from sales;
create table x(a); create temp table x(a); create view v as select 1; create index i on sales(date); create trigger t after insert on sales begin select 1; end;
create virtual table f using fts5(a); create virtual table c using row_steps(1); drop table sales; drop view sales; alter table sales rename to x;
insert into sales values (1); insert into main.sales(date) values ('x') returning *; update sales set date = 'x'; update main.sales set date = 'x' returning date;
delete from sales; delete from main.sales returning *; replace into main.sales(date) values ('x'); insert or ignore into main.sales(date) values (1);
with x as (select 1) insert into main.sales(date) select * from x; with x as (select 1) delete from main.sales; with x as (select 1) update main.sales set date = 1;
select load_extension('FILE'); select writefile('FILE', 'x'); select readfile('/etc/passwd'); select edit('x', 'vi'); select fts3_tokenizer('x', x'00');
select 1; select 2; select 1; drop view sales; select 1 -- x
; delete from main.sales; /* select */ delete from main.sales; ; ;; --; values (1); pragma user_version = 1;
select * from pragma_query_only; select * from pragma_writable_schema(1); select * from pragma_journal_mode('wal'); select * from pragma_user_version(7);
select sqlcipher_export('x'); select sqlite3mc_config('default:cipher', 'rc4'); select sqlite3mc_version(); select zipfile('a'); select * from fsdir('/'); select * from csv('/etc/passwd');
select * from 'FILE'; select * from "FILE"; select * from main."../x"; update sqlite_master set sql = 'x'; insert into sqlite_master values (1,2,3,4,5); delete from sqlite_schema; drop table sqlite_master;
explain; explain query; explain query plan; explain explain select 1; EXPLAIN; select; with; values; ( select 1 ); \u0000; 'select 1; "select 1; [select 1; \`select 1; /* select 1; -- select 1
`;

const several = [
  'select 1; select 2',
  'select 1; drop view sales',
  'select 1;;delete from main.sales',
  'select 1 -- x\n; delete from main.sales',
  '/* select */ delete from main.sales',
  ';',
  '',
  ' \n\t',
  "select ';'; attach 'FILE' as x",
  'select 1 union all delete from main.sales',
  '\u0000',
  'select \u0000 1',
];

const statements = hostile
  .split(/;(?=\s)|\n/)
  .map((line) => line.trim())
  .filter((line) => line !== '')
  .concat(several);

describe('hostile statements', () => {
  const grants = createFileGrants();
  const { handlers, session: engine, dispose } = createHandlers(grants);
  let folder = '';
  let done: () => void = () => undefined;
  let whole: Promise<void>;
  beforeAll(async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const ready = Promise.withResolvers<void>();
    done = resolve;
    whole = withFolder(async (path) => {
      folder = path;
      const created = createWorkspace(join(path, 'w.qdeck'), {});
      await created.commitBatch(
        salesBatch([
          { account: 'a', day: 19_000, revenue: 5 },
          { account: 'b', day: 19_001, revenue: 7 },
        ]),
      );
      engine.replace(created);
      ready.resolve();
      await promise;
      await dispose();
    });
    await ready.promise;
  });
  afterAll(async () => {
    done();
    await whole;
  });
  const hash = () =>
    createHash('sha256')
      .update(readFileSync(join(folder, 'w.qdeck')))
      .digest('hex');

  test(`none of ${statements.length} changes the workspace, the disk or what is read`, async () => {
    expect(statements.length).toBeGreaterThanOrEqual(100);
    const before = hash();
    const files = readdirSync(folder);
    const target = join(folder, 'hostile.db');
    for (const statement of statements) {
      const sql = statement.replaceAll('FILE', target);
      await Promise.resolve(handlers['sql.run']({ sql, limit: 10 }, quiet())).catch(
        (error: Error & { code?: string }) => {
          expect(['sqlRefused', 'sqlFailed'], `${sql}: ${error.stack}`).toContain(error.code);
        },
      );
      expect(existsSync(target), sql).toBe(false);
    }
    expect(hash()).toBe(before);
    expect(readdirSync(folder)).toEqual(files);
    const { arrow } = await handlers['sql.run'](
      { sql: 'select sum(revenue) r, count(*) n from sales', limit: 10 },
      quiet(),
    );
    expect(cells(arrowToTable(arrow))).toEqual([12, 2]);
    const { arrow: state } = await handlers['sql.run'](
      {
        sql: 'select (select query_only from pragma_query_only) q, (select user_version from pragma_user_version) v',
        limit: 1,
      },
      quiet(),
    );
    expect(cells(arrowToTable(state))).toEqual([1, 0]);
  });
});
