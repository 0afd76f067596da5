import { escapeXml } from './xmlText.ts';

/** Where a drawing lies: from the upper left of one cell to that of another; all count from 0. */
export interface Anchor {
  fromColumn: number;
  fromRow: number;
  toColumn: number;
  toRow: number;
}

const namespaces = [
  'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"',
].join(' ');

function corner(name: 'from' | 'to', column: number, row: number): string {
  return `<xdr:${name}><xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`;
}

function frameXml(anchor: Anchor, number: number, description: string): string {
  return [
    '<xdr:twoCellAnchor editAs="oneCell">',
    corner('from', anchor.fromColumn, anchor.fromRow),
    corner('to', anchor.toColumn, anchor.toRow),
    '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>',
    `<xdr:cNvPr id="${number + 1}" name="Chart ${number}" descr="${escapeXml(description)}"/><xdr:cNvGraphicFramePr/>`,
    '</xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>',
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">',
    `<c:chart r:id="rId${number}"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>`,
  ].join('');
}

export function drawingXml(charts: readonly { anchor: Anchor; description: string }[]): string {
  const frames = charts.map(({ anchor, description }, index) => frameXml(anchor, index + 1, description));
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<xdr:wsDr ${namespaces}>${frames.join('')}</xdr:wsDr>`;
}
