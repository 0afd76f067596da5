import { escapeXml } from './xmlText.ts';

/** How a cell looks. Colours are `RRGGBB`. */
export interface CellStyle {
  /** Number format code; absent = General. */
  format?: string;
  bold?: boolean;
  italic?: boolean;
  size?: number;
  colour?: string;
  fill?: string;
  /** A thin line in this colour below or above. */
  below?: string;
  above?: string;
  align?: 'left' | 'right' | 'center';
  vertical?: 'top' | 'center';
  wrap?: boolean;
  indent?: number;
}

export interface Styles {
  /** The number of a style; equal styles have one number. */
  id(style: CellStyle): number;
  xml(): string;
}

/** Hands out numbers for distinct XML fragments, from `first` on. */
function register(first: number, initial: string[]) {
  const numbers = new Map(initial.map((xml, index) => [xml, first + index]));
  return {
    id(xml: string): number {
      const known = numbers.get(xml);
      if (known !== undefined) return known;
      numbers.set(xml, first + numbers.size);
      return first + numbers.size - 1;
    },
    xml: () => [...numbers.keys()].join(''),
    size: () => numbers.size,
    entries: () => [...numbers],
  };
}

function fontXml(style: CellStyle, name: string): string {
  const flags = `${style.bold ? '<b/>' : ''}${style.italic ? '<i/>' : ''}`;
  const colour = `<color rgb="FF${style.colour ?? '1B2327'}"/>`;
  return `<font>${flags}<sz val="${style.size ?? 10}"/>${colour}<name val="${escapeXml(name)}"/><family val="2"/></font>`;
}

function fillXml(colour: string): string {
  return `<fill><patternFill patternType="solid"><fgColor rgb="FF${colour}"/><bgColor indexed="64"/></patternFill></fill>`;
}

function borderXml(style: CellStyle): string {
  const side = (name: string, colour: string | undefined) =>
    colour === undefined ? `<${name}/>` : `<${name} style="thin"><color rgb="FF${colour}"/></${name}>`;
  return `<border><left/><right/>${side('top', style.above)}${side('bottom', style.below)}<diagonal/></border>`;
}

function alignmentXml(style: CellStyle): string {
  const parts = [
    style.align ? ` horizontal="${style.align}"` : '',
    style.vertical ? ` vertical="${style.vertical}"` : '',
    style.wrap ? ' wrapText="1"' : '',
    style.indent ? ` indent="${style.indent}"` : '',
  ].join('');
  return parts === '' ? '' : `<alignment${parts}/>`;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** The styles of one workbook, set in `font`. Style 0 is a plain cell. */
export function createStyles(font: string): Styles {
  const formats = register(164, []);
  const fonts = register(0, [fontXml({}, font)]);
  const fills = register(0, [
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="gray125"/></fill>',
  ]);
  const borders = register(0, [borderXml({})]);
  const cells = register(0, []);
  function id(style: CellStyle): number {
    const format = style.format === undefined ? 0 : formats.id(escapeXml(style.format));
    const fontId = fonts.id(fontXml(style, font));
    const fillId = style.fill === undefined ? 0 : fills.id(fillXml(style.fill));
    const borderId = borders.id(borderXml(style));
    const alignment = alignmentXml(style);
    const attributes = `numFmtId="${format}" fontId="${fontId}" fillId="${fillId}" borderId="${borderId}" xfId="0"`;
    const applied = `applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"${alignment ? ' applyAlignment="1"' : ''}`;
    return cells.id(`<xf ${attributes} ${applied}${alignment ? `>${alignment}</xf>` : '/>'}`);
  }
  id({});
  function xml(): string {
    const codes = formats
      .entries()
      .map(([code, number]) => `<numFmt numFmtId="${number}" formatCode="${code}"/>`);
    return [
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="${main}">`,
      codes.length > 0 ? `<numFmts count="${codes.length}">${codes.join('')}</numFmts>` : '',
      `<fonts count="${fonts.size()}">${fonts.xml()}</fonts>`,
      `<fills count="${fills.size()}">${fills.xml()}</fills>`,
      `<borders count="${borders.size()}">${borders.xml()}</borders>`,
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
      `<cellXfs count="${cells.size()}">${cells.xml()}</cellXfs>`,
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
      '</styleSheet>',
    ].join('');
  }
  return { id, xml };
}
