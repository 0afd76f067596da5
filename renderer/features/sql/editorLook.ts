import { defaultHighlightStyle, HighlightStyle } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { ChartTheme } from '../../../shared/charts/theme.ts';

/** The editor in the colours of the page. */
export function editorLook(colours: ChartTheme): Extension {
  return EditorView.theme(
    {
      '&': { height: '100%', fontSize: '13px', backgroundColor: colours.surface, color: colours.text },
      '&.cm-focused': { outline: `2px solid ${colours.accent}`, outlineOffset: '-1px' },
      '.cm-scroller': { fontFamily: 'ui-monospace, "Cascadia Mono", Consolas, monospace', lineHeight: '1.5' },
      '.cm-content': { caretColor: colours.text },
      '.cm-cursor': { borderLeftColor: colours.text },
      '.cm-gutters': {
        backgroundColor: colours.surface,
        color: colours.muted,
        borderRight: `1px solid ${colours.grid}`,
      },
      '.cm-activeLine': { backgroundColor: 'transparent' },
      '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': {
        backgroundColor: colours.accentSoft,
      },
      '.cm-tooltip': {
        backgroundColor: colours.surface,
        border: `1px solid ${colours.line}`,
        color: colours.text,
      },
      '.cm-tooltip-autocomplete ul li[aria-selected]': {
        backgroundColor: colours.accentSoft,
        color: colours.text,
      },
      '.cm-completionDetail': { color: colours.muted, fontStyle: 'normal', marginLeft: '12px' },
      '.cm-matchingBracket': { outline: `1px solid ${colours.accent}`, backgroundColor: 'transparent' },
    },
    { dark: colours.name === 'dark' },
  );
}

/** The editor's own list of what there is to colour, in the page's colours; what is not named keeps the text's. */
export function highlightStyle(colours: ChartTheme): HighlightStyle {
  const looks: Record<string, { color: string; fontWeight?: string; fontStyle?: string }> = {
    keyword: { color: colours.accent, fontWeight: '600' },
    atom: { color: colours.crossSell },
    literal: { color: colours.upsell },
    string: { color: colours.retain },
    regexp: { color: colours.retain },
    typeName: { color: colours.crossSell },
    comment: { color: colours.muted, fontStyle: 'italic' },
  };
  return HighlightStyle.define(
    defaultHighlightStyle.specs.flatMap(({ tag }) => {
      const look = looks[String(Array.isArray(tag) ? tag[0] : tag)];
      return look ? [{ tag, ...look }] : [];
    }),
  );
}
