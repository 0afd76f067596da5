import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWorkspace } from '../../../../electron/engine/workspace/createWorkspace.ts';
import { sha256Hex } from '../../../../electron/engine/workspace/digest.ts';
import {
  applicationId,
  expectedSchema,
  latestVersion,
  migrate,
  migrations,
  schemaOf,
  versionOf,
} from '../../../../electron/engine/workspace/migrations.ts';
import { createNamedValues } from '../../../../electron/engine/workspace/namedValues.ts';
import { openWorkspace } from '../../../../electron/engine/workspace/openWorkspace.ts';
import { codeOf, salesBatch, temporaryFolder } from './fixtures.ts';

/** What was released: a step may be added below, none may change. */
const released = [
  '20890cc84e605ca1b5b179e5ed484ea017a1ffb1674affe6ddc8d0d5631ef280',
  '84a1a4ac2d86284d26380cd3db547e19afc5f2af489b3ef53a92ce2284be8747',
  'e25495d8b578c4fab5abe2685db55cd60c78051489f6e672c54635c31079093c',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '5fefe533ea88eaa22e7e0325901505b8bf95435fb589ffbc194c60cd525649d1',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
];

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.dispose());

/** Steps that a before/after test below has run. */
const ran = new Set<number>();

function tablesOf(db: Database.Database): string[] {
  return db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
}

/** Runs one step on the file as the step before left it. */
function step(
  version: number,
  before: (db: Database.Database) => void,
  after: (db: Database.Database) => void,
): void {
  const db = new Database(folder.file('step.qdeck'));
  migrate(db, version - 1);
  expect(versionOf(db)).toBe(version - 1);
  before(db);
  migrate(db, version);
  expect(versionOf(db)).toBe(version);
  expect(db.pragma('application_id', { simple: true })).toBe(applicationId);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  after(db);
  db.close();
  ran.add(version);
}

describe('each migration', () => {
  it('1 lays down the log of batches', () => {
    step(
      1,
      (db) => expect(tablesOf(db)).toEqual([]),
      (db) => {
        expect(tablesOf(db)).toEqual(['batch', 'property', 'segment']);
        const insert = "INSERT INTO batch VALUES (1, ?, '{}', x'00')";
        expect(() => db.prepare(insert).run('gone')).toThrow('CHECK');
        db.prepare(insert).run('active');
      },
    );
  });

  it('2 adds settings and the audit log, and keeps what is there', () => {
    step(
      2,
      (db) => {
        db.exec("INSERT INTO batch VALUES (1, 'undone', '{}', x'01')");
        db.exec("INSERT INTO segment VALUES (1, 1, x'02')");
        createNamedValues(db, 'property', 'file').set('revision', '7');
      },
      (db) => {
        expect(tablesOf(db)).toEqual(['audit', 'batch', 'property', 'segment', 'setting']);
        expect(db.prepare('SELECT * FROM batch').raw().all()).toEqual([[1, 'undone', '{}', Buffer.of(1)]]);
        expect(db.prepare('SELECT * FROM segment').raw().all()).toEqual([[1, 1, Buffer.of(2)]]);
        expect(createNamedValues(db, 'property', 'file').get('revision')).toBe('7');
      },
    );
  });

  it('3 adds the log of edits, and keeps what is there', () => {
    step(
      3,
      (db) => {
        db.exec("INSERT INTO batch VALUES (1, 'active', '{}', x'01')");
        createNamedValues(db, 'setting', 'file').set('language', 'en');
      },
      (db) => {
        expect(tablesOf(db)).toEqual(['audit', 'batch', 'edit', 'property', 'segment', 'setting']);
        expect(db.prepare('SELECT * FROM batch').raw().all()).toEqual([[1, 'active', '{}', Buffer.of(1)]]);
        expect(createNamedValues(db, 'setting', 'file').get('language')).toBe('en');
        const insert = "INSERT INTO edit VALUES (1, '', 'merge', ?, '{}', x'00')";
        expect(() => db.prepare(insert).run('gone')).toThrow('CHECK');
        db.prepare(insert).run('active');
      },
    );
  });

  it('4 allows blocks of bits, and leaves what is there alone', () => {
    let before = '';
    step(
      4,
      (db) => {
        db.exec("INSERT INTO batch VALUES (1, 'active', '{}', x'01')");
        db.exec("INSERT INTO segment VALUES (1, 1, x'02')");
        before = schemaOf(db);
      },
      (db) => {
        expect(schemaOf(db)).toBe(before);
        expect(db.prepare('SELECT * FROM batch').raw().all()).toEqual([[1, 'active', '{}', Buffer.of(1)]]);
        expect(db.prepare('SELECT * FROM segment').raw().all()).toEqual([[1, 1, Buffer.of(2)]]);
      },
    );
  });

  it('5 adds what is kept of replaced rows, and leaves what is there alone', () => {
    step(
      5,
      (db) => void db.exec("INSERT INTO batch VALUES (1, 'active', '{}', x'01')"),
      (db) => {
        expect(tablesOf(db)).toContain('mask');
        expect(db.prepare('SELECT * FROM batch').raw().all()).toEqual([[1, 'active', '{}', Buffer.of(1)]]);
        expect(db.prepare('SELECT * FROM mask').all()).toEqual([]);
      },
    );
  });

  it('6 allows decisions about opportunities, and leaves what is there alone', () => {
    let before = '';
    step(
      6,
      (db) => {
        db.exec("INSERT INTO edit VALUES (1, '', 'merge', 'active', '{}', x'00')");
        before = schemaOf(db);
      },
      (db) => {
        expect(schemaOf(db)).toBe(before);
        expect(db.prepare('SELECT kind FROM edit').pluck().all()).toEqual(['merge']);
      },
    );
  });
});

describe('the migrations', () => {
  it('are numbered files, in order, none changed since it was released', () => {
    const source = fileURLToPath(
      new URL('../../../../electron/engine/workspace/migrations', import.meta.url),
    );
    const numbers = readdirSync(source).map((name) => Number(/^(\d{4})-[a-z-]+\.ts$/.exec(name)?.[1]));
    expect(numbers.sort()).toEqual(migrations.map(({ version }) => version));
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, i) => i + 1));
    expect(migrations.map(({ sql }) => sha256Hex(Buffer.from(sql)))).toEqual(released);
  });

  it('do the whole upgrade or none of it', () => {
    const db = new Database(folder.file('step.qdeck'));
    migrate(db, 1);
    db.exec('CREATE TABLE audit (in_the_way TEXT)');
    const before = schemaOf(db);
    expect(() => migrate(db)).toThrow('already exists');
    expect(schemaOf(db)).toBe(before);
    expect(versionOf(db)).toBe(1);
    db.close();
  });

  it('run nothing on a file that is up to date', () => {
    const db = new Database(folder.file('step.qdeck'));
    migrate(db);
    migrate(db);
    expect(schemaOf(db)).toBe(expectedSchema(latestVersion));
    db.close();
  });
});

describe('opening a file of another format', () => {
  function oldWorkspace(): string {
    const file = folder.file('old.qdeck');
    const db = new Database(file);
    db.pragma('page_size = 16384');
    migrate(db, 1);
    createNamedValues(db, 'property', file).set('revision', '0');
    db.close();
    return file;
  }

  it('brings an older one up to date, keeps a copy and records it', async () => {
    const file = oldWorkspace();
    expect(codeOf(() => openWorkspace(file, { readOnly: true }))).toBe('readOnly');
    const workspace = openWorkspace(file);
    expect(workspace.auditLog(5).map(({ action }) => action)).toEqual(['open', 'upgrade']);
    await workspace.commitBatch(salesBatch(1, 10));
    workspace.close();
    const copies = readdirSync(`${file}.backups`).sort();
    const db = new Database(`${file}.backups/${copies[0]}`, { readonly: true });
    expect(versionOf(db)).toBe(1);
    db.close();
  });

  it('reads the numbers of a file of format 3, written before there were blocks', async () => {
    const file = folder.file('format3.qdeck');
    writeFileSync(file, gunzipSync(readFileSync(new URL('./format3.qdeck.gz', import.meta.url))));
    const workspace = openWorkspace(file);
    const { columns } = salesBatch(3, 700);
    for (const column of columns) expect(workspace.readColumn(1, column.name)).toEqual(column);
    expect((await workspace.check()).problems).toEqual([]);
    await workspace.commitBatch(salesBatch(4, 300));
    workspace.close();
    const again = openWorkspace(file, { readOnly: true });
    for (const column of columns) expect(again.readColumn(1, column.name)).toEqual(column);
    again.close();
  });

  it('refuses a newer one and leaves it alone', () => {
    const file = folder.file('new.qdeck');
    createWorkspace(file).close();
    const db = new Database(file);
    db.pragma(`user_version = ${latestVersion + 1}`);
    db.close();
    expect(codeOf(() => openWorkspace(file))).toBe('newerVersion');
    expect(codeOf(() => openWorkspace(file, { readOnly: true }))).toBe('newerVersion');
  });

  it('refuses a schema that is not ours, such as one with a trigger', () => {
    const file = folder.file('foreign.qdeck');
    createWorkspace(file).close();
    const db = new Database(file);
    db.exec('CREATE TRIGGER surprise AFTER INSERT ON audit BEGIN DELETE FROM batch; END');
    db.close();
    expect(codeOf(() => openWorkspace(file))).toBe('damaged');
  });
});

afterAll(() => {
  expect([...ran].sort(), 'every migration has a before/after test that ran').toEqual(
    migrations.map(({ version }) => version),
  );
});
