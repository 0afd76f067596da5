import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
  startCompletion,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { SQLite, sql } from '@codemirror/lang-sql';
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, Prec } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import type { SqlTable } from '../../../shared/contract/sql.ts';
import { styleNonce } from '../../app/nonce.ts';
import { usePalette } from '../../app/session.ts';
import { editorLook, highlightStyle } from './editorLook.ts';

export interface SqlEditorProps {
  label: string;
  text: string;
  tables: SqlTable[];
  height: number;
  onChange(text: string): void;
  onRun(): void;
}

const functions = [
  ...[
    'month',
    'quarter',
    'half',
    'year',
    'week',
    'date',
    'strftime',
    'count',
    'sum',
    'total',
    'avg',
    'min',
    'max',
  ],
  ...[
    'round',
    'abs',
    'coalesce',
    'ifnull',
    'nullif',
    'iif',
    'lower',
    'upper',
    'trim',
    'substr',
    'replace',
    'length',
  ],
  ...[
    'instr',
    'printf',
    'group_concat',
    'row_number',
    'rank',
    'dense_rank',
    'ntile',
    'lag',
    'lead',
    'first_value',
  ],
];

/** A name that SQL takes without quotes. */
const plainName = /^[a-z_][a-z0-9_]*$/i;
const reserved = new Set([
  'order',
  'group',
  'from',
  'to',
  'select',
  'where',
  'table',
  'index',
  'values',
  'limit',
]);

export function sqlName(name: string): string {
  return plainName.test(name) && !reserved.has(name.toLowerCase()) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** Tables and functions anywhere; columns of the tables that the statement names, else of all; values inside quotes. */
function complete(tables: SqlTable[]) {
  return (context: CompletionContext): CompletionResult | null => {
    const text = context.state.doc.toString();
    const quoted = context.matchBefore(/'[^']*/);
    if (quoted) return valueCompletions(tables, text, quoted.from);
    const word = context.matchBefore(/[\p{L}\p{N}_"]+/u);
    if (!word && !context.explicit) return null;
    const named = tables.filter(({ name }) => new RegExp(`\\b${name}\\b`, 'i').test(text));
    const columns = (named.length > 0 ? named : tables).flatMap(({ name: table, columns: all }) =>
      all.map(
        ({ name, type }): Completion => ({
          label: name,
          apply: sqlName(name),
          type: 'property',
          detail: `${table} · ${type}`,
          boost: 2,
        }),
      ),
    );
    const seen = new Set<string>();
    const options = [
      ...columns.filter(({ label }) => !seen.has(label) && seen.add(label)),
      ...tables.map(({ name }): Completion => ({ label: name, type: 'class', boost: 1 })),
      ...functions.map((name): Completion => ({ label: name, apply: `${name}(`, type: 'function' })),
    ];
    return { from: word?.from ?? context.pos, options, validFor: /^[\p{L}\p{N}_"]*$/u };
  };
}

/** The values of the column named last before the quote. */
function valueCompletions(tables: SqlTable[], text: string, from: number): CompletionResult | null {
  const before = text.slice(0, from).match(/[\p{L}\p{N}_]+/gu) ?? [];
  const columns = tables.flatMap(({ columns: all }) => all).filter(({ values }) => values.length > 0);
  for (const word of before.reverse().slice(0, 12)) {
    const column = columns.find(({ name }) => name.toLowerCase() === word.toLowerCase());
    if (!column) continue;
    const options = column.values.map(
      (value): Completion => ({
        label: value,
        apply: value.replaceAll("'", "''"),
        type: 'constant',
        detail: column.name,
      }),
    );
    return { from: from + 1, options, validFor: /^[^']*$/ };
  }
  return null;
}

/** The statement, with colours and completions. Ctrl/⌘ Enter runs it; Escape then Tab leaves it. */
export function SqlEditor({ label, text, tables, height, onChange, onRun }: SqlEditorProps) {
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef({ onChange, onRun });
  latest.current = { onChange, onRun };
  const parts = useRef({ look: new Compartment(), language: new Compartment() });
  const colours = usePalette();
  const first = useRef({ text, label, colours, tables });

  useEffect(() => {
    if (!box.current) return undefined;
    const { look, language } = parts.current;
    const start = first.current;
    const runKey = (target: EditorView) => {
      closeCompletion(target);
      latest.current.onRun();
      return true;
    };
    const editor = new EditorView({
      parent: box.current,
      state: EditorState.create({
        doc: start.text,
        extensions: [
          EditorView.cspNonce.of(styleNonce()),
          Prec.highest(keymap.of([{ key: 'Mod-Enter', run: runKey }])),
          lineNumbers(),
          history(),
          drawSelection(),
          indentOnInput(),
          bracketMatching(),
          closeBrackets(),
          highlightActiveLine(),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': start.label }),
          keymap.of([
            ...closeBracketsKeymap,
            ...defaultKeymap,
            ...historyKeymap,
            ...completionKeymap,
            indentWithTab,
          ]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
          look.of([editorLook(start.colours), syntaxHighlighting(highlightStyle(start.colours))]),
          language.of(languageFor(start.tables)),
        ],
      }),
    });
    view.current = editor;
    return () => {
      editor.destroy();
      view.current = null;
    };
  }, []);
  useEffect(() => {
    view.current?.dispatch({
      effects: parts.current.look.reconfigure([
        editorLook(colours),
        syntaxHighlighting(highlightStyle(colours)),
      ]),
    });
  }, [colours]);
  const known = useRef(tables.length > 0);
  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    editor.dispatch({ effects: parts.current.language.reconfigure(languageFor(tables)) });
    // Somebody may have begun to type before the names were there.
    if (!known.current && tables.length > 0 && inWord(editor)) startCompletion(editor);
    known.current = tables.length > 0;
  }, [tables]);
  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === text) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [text]);
  return <div ref={box} className="sql-editor" style={{ height }} />;
}

/** Whether the cursor stands behind a letter, as it does while a name is being typed. */
function inWord({ hasFocus, state }: EditorView): boolean {
  const { head } = state.selection.main;
  return hasFocus && /[\p{L}\p{N}_]/u.test(state.sliceDoc(head - 1, head));
}

function languageFor(tables: SqlTable[]) {
  return [
    sql({ dialect: SQLite, upperCaseKeywords: false }),
    SQLite.language.data.of({ autocomplete: complete(tables) }),
    autocompletion({ icons: false, maxRenderedOptions: 60 }),
  ];
}
