import { builtinModules } from 'node:module';
import { posix } from 'node:path';

/** What the modules of one folder may reach. The folder states the runtime; imports have to agree. */
export interface Runtime {
  folder: string;
  /** Folders of this project it may import from, beside its own. */
  folders: string[];
  node: boolean;
  /** Packages it may import; `*` = any that is not another runtime's own. */
  packages: string[];
  /** Words that give away what the runtime must not do, with the reason. */
  forbidden?: { pattern: RegExp; because: string }[];
}

const sql = {
  pattern:
    /['"`]\s*(?:SELECT\s[^'"`]*\sFROM\s|INSERT\s+(?:OR\s+\w+\s+)?INTO\s|CREATE\s+TABLE\s|DELETE\s+FROM\s|PRAGMA\s)/,
  because: 'SQL lives in electron/engine/workspace, and in electron/engine/sql what is asked by the user',
};

const purity = [
  {
    pattern: /\bDate\.now\s*\(|\bnew Date\(\s*\)|\bperformance\.now\b/,
    because: 'an analysis gets its date as an argument',
  },
  { pattern: /\bMath\.random\b|\bcrypto\./, because: 'an analysis gets its seed as an argument' },
  { pattern: /\bIntl\.|\.toLocale\w*\(|\.localeCompare\(/, because: 'an analysis knows no locale' },
  { pattern: /\bfetch\(|\bconsole\.|\bprocess\./, because: 'an analysis does no input or output' },
];

const pagePackages = [
  'react',
  'react-dom',
  'antd',
  '@ant-design/icons',
  '@codemirror/view',
  '@codemirror/state',
  '@codemirror/language',
  '@codemirror/lang-sql',
  '@codemirror/commands',
  '@codemirror/autocomplete',
  '@dnd-kit/core',
  '@tanstack/react-query',
  'react-router',
  'zustand',
];

/** Longest folder first: the first that contains a file is its runtime. */
export const runtimes: Runtime[] = [
  {
    folder: 'electron/engine/analysis',
    folders: ['shared'],
    node: false,
    packages: [],
    forbidden: [sql, ...purity],
  },
  {
    folder: 'electron/engine/workspace',
    folders: ['electron/engine', 'shared'],
    node: true,
    packages: ['*'],
  },
  {
    folder: 'electron/engine/sql',
    folders: ['electron/engine', 'shared'],
    node: true,
    packages: ['better-sqlite3', '*'],
  },
  { folder: 'electron/engine', folders: ['shared'], node: true, packages: ['*'], forbidden: [sql] },
  {
    folder: 'electron/host',
    folders: ['electron/engine', 'shared'],
    node: true,
    packages: [],
    forbidden: [sql],
  },
  {
    folder: 'electron/main',
    folders: ['electron/host', 'electron/engine', 'shared'],
    node: true,
    packages: ['electron', 'zod'],
    forbidden: [sql],
  },
  { folder: 'electron/preload', folders: ['shared'], node: false, packages: ['electron'], forbidden: [sql] },
  {
    folder: 'electron/browser',
    folders: ['electron/host', 'electron/engine', 'shared'],
    node: true,
    packages: ['ws', 'zod'],
    forbidden: [sql],
  },
  {
    folder: 'electron/cli',
    folders: ['electron/host', 'electron/engine', 'shared'],
    node: true,
    packages: ['zod'],
    forbidden: [sql],
  },
  {
    folder: 'renderer',
    folders: ['shared'],
    node: false,
    packages: [
      ...pagePackages,
      'echarts',
      'zrender',
      'apache-arrow',
      'birpc',
      'intl-messageformat',
      'msgpackr/index-no-eval',
    ],
    forbidden: [sql],
  },
  {
    folder: 'shared',
    folders: [],
    node: false,
    packages: ['zod', 'intl-messageformat', 'birpc', 'msgpackr/index-no-eval', 'apache-arrow', 'echarts'],
    forbidden: [sql],
  },
];

/** Packages that belong to one runtime, so that `*` does not let them in elsewhere. */
const owned: Record<string, string> = {
  electron: 'electron/main',
  'better-sqlite3': 'electron/engine/workspace',
  ...Object.fromEntries(pagePackages.map((name) => [name, 'renderer'])),
};

const builtin = new Set(builtinModules);

/** What is wrong with one module, in words, given its path in the project (with forward slashes) and its text. */
export function violations(path: string, text: string): string[] {
  const runtime = runtimes.find(({ folder }) => path.startsWith(`${folder}/`));
  if (!runtime) return [];
  const code = withoutComments(text);
  const wrong = importsOf(code).flatMap((target) => refused(runtime, path, target) ?? []);
  for (const { pattern, because } of runtime.forbidden ?? []) {
    const found = pattern.exec(code);
    if (found) wrong.push(`"${found[0].trim()}": ${because}`);
  }
  return wrong;
}

/** Modules named by import, export … from, import() and new URL(…, import.meta.url). */
export function importsOf(code: string): string[] {
  const patterns = [
    /(?:^|[\n;])\s*(?:import|export)\b[^'"`;()]*?\bfrom\s*['"]([^'"\s]+)['"]/g,
    /(?:^|[\n;])\s*import\s*['"]([^'"\s]+)['"]/g,
    /\b(?:import|require)\(\s*['"`]([^'"`\s]+)['"`]\s*\)/g,
    /\bnew URL\(\s*['"`]([^'"`\s]+\.tsx?)['"`]\s*,\s*import\.meta\.url/g,
    /\bsiblingModule\(\s*import\.meta\.url\s*,\s*['"`]([^'"`\s]+)['"`]/g,
  ];
  return patterns.flatMap((pattern) => [...code.matchAll(pattern)].map(([, target]) => target ?? ''));
}

function refused(runtime: Runtime, path: string, target: string): string | null {
  if (target.startsWith('.')) return refusedFile(runtime, path, target);
  const bare = target.replace(/^node:/, '');
  if (target.startsWith('node:') || builtin.has(bare.split('/')[0] ?? '')) {
    return runtime.node ? null : `${target}: ${runtime.folder} does not run on Node`;
  }
  const name = target.startsWith('@')
    ? target.split('/').slice(0, 2).join('/')
    : (target.split('/')[0] ?? '');
  const listed = runtime.packages.includes(name) || runtime.packages.includes(target);
  if (listed) return null;
  const owner = owned[name];
  if (owner && owner !== runtime.folder) return `${target}: belongs to ${owner}`;
  return runtime.packages.includes('*') ? null : `${target}: not among the packages of ${runtime.folder}`;
}

function refusedFile(runtime: Runtime, path: string, target: string): string | null {
  const file = posix.join(posix.dirname(path), target);
  const allowed = [runtime.folder, ...runtime.folders];
  const other = runtimes.find(({ folder }) => file.startsWith(`${folder}/`) || file === folder);
  const reach = allowed.some((folder) => file.startsWith(`${folder}/`) || file === folder);
  if (reach) return null;
  return `${target}: ${runtime.folder} may not reach ${other?.folder ?? 'outside the runtimes'}`;
}

/** Line and block comments; what looks like one inside a string is left alone. */
function withoutComments(text: string): string {
  return text.replace(
    /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|\/\*[\s\S]*?\*\/|(^|\s)\/\/[^\n]*/g,
    (found, quoted) => (quoted ? found : ' '),
  );
}
