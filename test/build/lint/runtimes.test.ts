import { expect, test } from 'vitest';
import { importsOf, violations } from '../../../build/lint/runtimes.ts';

test.each([
  ['renderer/app/a.ts', `import { readFile } from 'node:fs';`],
  ['renderer/app/a.ts', `import fs from 'fs/promises';`],
  ['renderer/app/a.ts', `import { ipcRenderer } from 'electron';`],
  ['renderer/app/a.ts', `import { openWorkspace } from '../../electron/engine/workspace/open.ts';`],
  ['renderer/app/a.ts', `const module = await import('../../electron/engine/book/book.ts');`],
  ['renderer/app/a.tsx', `export { x } from 'lodash';`],
  ['shared/contract/a.ts', `import { join } from 'path';`],
  ['shared/contract/a.ts', `import { useState } from 'react';`],
  ['shared/contract/a.ts', `import { x } from '../../renderer/app/x.ts';`],
  ['shared/contract/a.ts', `import type { x } from '../../../elsewhere.ts';`],
  ['electron/engine/handlers/a.ts', `import { app } from 'electron';`],
  ['electron/engine/handlers/a.ts', `import Database from 'better-sqlite3';`],
  ['electron/engine/handlers/a.ts', `import { window } from '../../main/window.ts';`],
  ['electron/engine/handlers/a.ts', 'const all = `SELECT a, b FROM facts`;'],
  ['electron/engine/book/a.ts', `import { useState } from 'react';`],
  ['electron/engine/analysis/a.ts', `import { readFileSync } from 'node:fs';`],
  ['electron/engine/analysis/a.ts', `import { book } from '../book/types.ts';`],
  ['electron/engine/analysis/a.ts', `import * as arrow from 'apache-arrow';`],
  ['electron/engine/analysis/a.ts', 'const today = Date.now();'],
  ['electron/engine/analysis/a.ts', 'const today = new Date( );'],
  ['electron/engine/analysis/a.ts', 'const luck = Math.random();'],
  ['electron/engine/analysis/a.ts', 'names.sort((a, b) => a.localeCompare(b));'],
  ['electron/main/a.ts', `import { WebSocketServer } from 'ws';`],
  ['electron/preload/a.ts', `import { readFileSync } from 'node:fs';`],
  ['electron/preload/a.ts', `import { window } from '../main/window.ts';`],
  ['electron/browser/a.ts', `import { app } from 'electron';`],
  ['electron/browser/a.ts', `const worker = new URL('../main/main.ts', import.meta.url);`],
])('%s may not hold: %s', (path, text) => {
  expect(violations(path, text)).toHaveLength(1);
});

test.each([
  [
    'renderer/app/a.tsx',
    `import { useState } from 'react';\nimport { x } from '../../shared/contract/x.ts';`,
  ],
  ['renderer/charts/a.ts', `import { use } from 'echarts/core';`],
  ['shared/contract/a.ts', `import { z } from 'zod';`],
  ['electron/engine/workspace/a.ts', 'import Database from "better-sqlite3"; const q = `SELECT a FROM b`;'],
  ['electron/engine/workspace/a.ts', `import { book } from '../book/types.ts';`],
  ['electron/engine/analysis/a.ts', `import { period } from '../../../shared/domain/period.ts';`],
  ['electron/engine/analysis/a.ts', '// Date.now() would hide a clock\nconst day = new Date(iso);'],
  ['electron/engine/analysis/a.ts', `import { gap } from './upsell/gap.ts';`],
  ['electron/main/a.ts', `import { app } from 'electron';\nimport { join } from 'node:path';`],
  ['electron/browser/a.ts', `import { WebSocketServer } from 'ws';`],
  ['test/anything.ts', `import fs from 'fs';`],
])('%s may hold: %s', (path, text) => {
  expect(violations(path, text)).toEqual([]);
});

test('finds every way of naming a module', () => {
  const code = `
    import './a.css';
    import type { B } from './b.ts';
    import c, {
      d,
    } from "./c.ts";
    export * from './d.ts';
    const e = await import('./e.ts');
    const f = require('./f.ts');
    new Worker(new URL('./g.ts', import.meta.url));
    fork(siblingModule(import.meta.url, './h'));
  `;
  expect(importsOf(code).sort()).toEqual(
    ['./a.css', './b.ts', './c.ts', './d.ts', './e.ts', './f.ts', './g.ts', './h'].sort(),
  );
});
