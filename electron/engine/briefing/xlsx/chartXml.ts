import { escapeXml } from './xmlText.ts';

/** Values of a chart: where they stand in the workbook, and what they are now. */
export interface ChartData<Value> {
  reference: string;
  values: readonly Value[];
}

/** Labels of points: their values in a format, or the texts of cells. Stacked bars take `ctr` and `inEnd` only. */
export type ChartLabels = { position: 'outEnd' | 'inEnd' | 'ctr' | 't' | 'r' } & (
  | { format: string }
  | { cells: ChartData<string> }
);

export interface ChartSeries {
  name: ChartData<string>;
  /** Texts under bars and lines; numbers along the axis of a scatter. */
  categories: ChartData<string> | ChartData<number>;
  values: ChartData<number>;
  /** `RRGGBB`; absent = not drawn (the base of a waterfall). */
  colour?: string;
  labels?: ChartLabels;
  /** Lines: points marked or not. Scatters: always marked unless `line`. */
  markers?: boolean;
  line?: boolean;
  dashed?: boolean;
}

export interface Plot {
  kind: 'column' | 'bar' | 'line' | 'scatter';
  stacked?: boolean;
  /** Percent of a bar's width. */
  gap?: number;
  /** On the right-hand axis. */
  secondary?: boolean;
  series: readonly ChartSeries[];
}

export interface ChartAxis {
  title?: string;
  format: string;
  min?: number;
  max?: number;
  gridLines?: boolean;
  /** Powers of ten; all values above 0. */
  log?: boolean;
  /** Every n-th label. */
  labelEvery?: number;
}

/** A chart of the workbook's own, which its user can edit. */
export interface Chart {
  plots: readonly Plot[];
  categoryAxis: ChartAxis;
  valueAxis: ChartAxis;
  secondaryAxis?: ChartAxis;
  legend: boolean;
}

const mostCached = 4_000;
const ink = '5A666D';
const labelInk = '1B2327';
const gridInk = 'E6EAEC';

function isNumeric(data: ChartData<string> | ChartData<number>): data is ChartData<number> {
  return typeof data.values[0] === 'number';
}

function cacheXml(values: readonly (string | number)[], format: string): string {
  if (values.length > mostCached) return '';
  const points = values.map((value, index) => {
    const missing = typeof value === 'number' && !Number.isFinite(value);
    return missing
      ? ''
      : `<c:pt idx="${index}"><c:v>${typeof value === 'number' ? value : escapeXml(value)}</c:v></c:pt>`;
  });
  return `${format}<c:ptCount val="${values.length}"/>${points.join('')}`;
}

function numberReference(data: ChartData<number>): string {
  const cache = cacheXml(data.values, '<c:formatCode>General</c:formatCode>');
  return `<c:numRef><c:f>${escapeXml(data.reference)}</c:f>${cache ? `<c:numCache>${cache}</c:numCache>` : ''}</c:numRef>`;
}

function textReference(data: ChartData<string>): string {
  const cache = cacheXml(data.values, '');
  return `<c:strRef><c:f>${escapeXml(data.reference)}</c:f>${cache ? `<c:strCache>${cache}</c:strCache>` : ''}</c:strRef>`;
}

function textStyle(size: number, colour: string): string {
  return `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="${size}"><a:solidFill><a:srgbClr val="${colour}"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>`;
}

function fill(colour: string | undefined): string {
  return colour === undefined ? '<a:noFill/>' : `<a:solidFill><a:srgbClr val="${colour}"/></a:solidFill>`;
}

function stroke(colour: string | undefined, width: number, dashed = false): string {
  if (colour === undefined) return '<a:ln><a:noFill/></a:ln>';
  return `<a:ln w="${width}" cap="rnd">${fill(colour)}${dashed ? '<a:prstDash val="dash"/>' : ''}<a:round/></a:ln>`;
}

const labelFrame = '<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>';
function labelShows(value: 0 | 1): string {
  return `<c:showLegendKey val="0"/><c:showVal val="${value}"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>`;
}

const extended = 'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"';
/** Extensions of labels and of series, [MS-ODRAWXML] 2.24.3.22 and 2.24.3.17. */
const labelExtension = '{CE6537A1-D6FC-4f65-9D91-7224C49458BB}';
const seriesExtension = '{02D57815-91ED-43cb-92C2-25804820EDAC}';

/** A label that shows a cell's text: as a field for programs that follow it, as that text for the others. */
function cellLabelXml(text: string, index: number, position: string): string {
  const id = `{00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}}`;
  const look = `<a:rPr lang="en-US" sz="900"><a:solidFill><a:srgbClr val="${labelInk}"/></a:solidFill></a:rPr>`;
  const field = `<a:fld id="${id}" type="CELLRANGE">${look}<a:t>${escapeXml(text)}</a:t></a:fld>`;
  const rich = `<c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p>${field}<a:endParaRPr lang="en-US"/></a:p></c:rich></c:tx>`;
  const extension = `<c:extLst><c:ext uri="${labelExtension}" ${extended}><c15:dlblFieldTable/><c15:showDataLabelsRange val="1"/></c:ext></c:extLst>`;
  return `<c:dLbl><c:idx val="${index}"/>${rich}${labelFrame}<c:dLblPos val="${position}"/>${labelShows(0)}${extension}</c:dLbl>`;
}

function labelsXml(labels: ChartLabels | undefined): string {
  if (!labels) return '';
  const end = `${labelFrame}${textStyle(900, labelInk)}<c:dLblPos val="${labels.position}"/>`;
  if ('format' in labels) {
    const format = `<c:numFmt formatCode="${escapeXml(labels.format)}" sourceLinked="0"/>`;
    return `<c:dLbls>${format}${end}${labelShows(1)}</c:dLbls>`;
  }
  const each = labels.cells.values.map((text, index) => cellLabelXml(text, index, labels.position));
  const extension = `<c:extLst><c:ext uri="${labelExtension}" ${extended}><c15:showDataLabelsRange val="1"/></c:ext></c:extLst>`;
  return `<c:dLbls>${each.join('')}${end}${labelShows(0)}${extension}</c:dLbls>`;
}

/** Where the texts of a series' labels stand. */
function labelRangeXml(labels: ChartLabels | undefined): string {
  if (!labels || !('cells' in labels)) return '';
  const { reference, values } = labels.cells;
  const range = `<c15:datalabelsRange><c15:f>${escapeXml(reference)}</c15:f><c15:dlblRangeCache>${cacheXml(values, '')}</c15:dlblRangeCache></c15:datalabelsRange>`;
  return `<c:extLst><c:ext uri="${seriesExtension}" ${extended}>${range}</c:ext></c:extLst>`;
}

function markerXml(series: ChartSeries, isShown: boolean): string {
  if (!isShown) return '<c:marker><c:symbol val="none"/></c:marker>';
  return `<c:marker><c:symbol val="circle"/><c:size val="5"/><c:spPr>${fill(series.colour)}<a:ln w="6350">${fill('FFFFFF')}</a:ln></c:spPr></c:marker>`;
}

function seriesXml(series: ChartSeries, index: number, kind: Plot['kind']): string {
  const head = `<c:idx val="${index}"/><c:order val="${index}"/><c:tx>${textReference(series.name)}</c:tx>`;
  const categories = isNumeric(series.categories)
    ? numberReference(series.categories)
    : textReference(series.categories as ChartData<string>);
  const values = numberReference(series.values);
  if (kind === 'column' || kind === 'bar') {
    const shape = `<c:spPr>${fill(series.colour)}<a:ln><a:noFill/></a:ln></c:spPr><c:invertIfNegative val="0"/>`;
    return `<c:ser>${head}${shape}${labelsXml(series.labels)}<c:cat>${categories}</c:cat><c:val>${values}</c:val>${labelRangeXml(series.labels)}</c:ser>`;
  }
  if (kind === 'line') {
    const shape = `<c:spPr>${stroke(series.colour, 22225, series.dashed)}</c:spPr>${markerXml(series, series.markers ?? false)}`;
    return `<c:ser>${head}${shape}${labelsXml(series.labels)}<c:cat>${categories}</c:cat><c:val>${values}</c:val><c:smooth val="0"/>${labelRangeXml(series.labels)}</c:ser>`;
  }
  const shape = `<c:spPr>${stroke(series.line ? series.colour : undefined, 19050, series.dashed)}</c:spPr>${markerXml(series, !series.line)}`;
  return `<c:ser>${head}${shape}${labelsXml(series.labels)}<c:xVal>${categories}</c:xVal><c:yVal>${values}</c:yVal><c:smooth val="0"/></c:ser>`;
}

function plotXml(plot: Plot, firstIndex: number): string {
  const axes = plot.secondary ? ['30', '40'] : ['10', '20'];
  const series = plot.series.map((item, index) => seriesXml(item, firstIndex + index, plot.kind)).join('');
  const ids = axes.map((id) => `<c:axId val="${id}"/>`).join('');
  if (plot.kind === 'scatter') {
    return `<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>${series}${ids}</c:scatterChart>`;
  }
  if (plot.kind === 'line') {
    return `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${series}<c:marker val="1"/>${ids}</c:lineChart>`;
  }
  const grouping = plot.stacked ? 'stacked' : 'clustered';
  const overlap = plot.stacked ? '<c:overlap val="100"/>' : '';
  return `<c:barChart><c:barDir val="${plot.kind === 'bar' ? 'bar' : 'col'}"/><c:grouping val="${grouping}"/><c:varyColors val="0"/>${series}<c:gapWidth val="${plot.gap ?? 60}"/>${overlap}${ids}</c:barChart>`;
}

function titleXml(title: string | undefined, isVertical: boolean): string {
  if (title === undefined) return '';
  const turn = isVertical ? ' rot="-5400000" vert="horz"' : '';
  return `<c:title><c:tx><c:rich><a:bodyPr${turn}/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="900" b="0"><a:solidFill><a:srgbClr val="${ink}"/></a:solidFill></a:defRPr></a:pPr><a:r><a:rPr lang="en-US" sz="900" b="0"><a:solidFill><a:srgbClr val="${ink}"/></a:solidFill></a:rPr><a:t>${escapeXml(title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`;
}

interface AxisPlace {
  id: string;
  crosses: string;
  position: 'b' | 'l' | 'r' | 't';
  isHidden?: boolean;
  isReversed?: boolean;
  atEnd?: boolean;
  /** Scatter: the other axis crosses at a value, not between two categories. */
  isContinuous?: boolean;
}

function axisHead(axis: ChartAxis, place: AxisPlace): string {
  const bounds = `${axis.max === undefined ? '' : `<c:max val="${axis.max}"/>`}${axis.min === undefined ? '' : `<c:min val="${axis.min}"/>`}`;
  const lines = axis.gridLines
    ? `<c:majorGridlines><c:spPr><a:ln w="6350">${fill(gridInk)}</a:ln></c:spPr></c:majorGridlines>`
    : '';
  const orientation = place.isReversed ? 'maxMin' : 'minMax';
  return [
    `<c:axId val="${place.id}"/><c:scaling>${axis.log ? '<c:logBase val="10"/>' : ''}<c:orientation val="${orientation}"/>${bounds}</c:scaling>`,
    `<c:delete val="${place.isHidden ? 1 : 0}"/><c:axPos val="${place.position}"/>${lines}`,
    titleXml(axis.title, place.position === 'l' || place.position === 'r'),
    `<c:numFmt formatCode="${escapeXml(axis.format)}" sourceLinked="0"/>`,
    '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>',
    `<c:tickLblPos val="${place.atEnd ? 'nextTo' : 'low'}"/>`,
    `<c:spPr><a:ln w="6350">${place.position === 'b' ? fill('C9D0D4') : '<a:noFill/>'}</a:ln></c:spPr>`,
    textStyle(900, ink),
    `<c:crossAx val="${place.crosses}"/><c:crosses val="${place.atEnd ? 'max' : 'autoZero'}"/>`,
  ].join('');
}

function valueAxisXml(axis: ChartAxis, place: AxisPlace): string {
  return `<c:valAx>${axisHead(axis, place)}<c:crossBetween val="${place.isContinuous ? 'midCat' : 'between'}"/></c:valAx>`;
}

function categoryAxisXml(axis: ChartAxis, place: AxisPlace): string {
  const every = axis.labelEvery && axis.labelEvery > 1 ? `<c:tickLblSkip val="${axis.labelEvery}"/>` : '';
  return `<c:catAx>${axisHead(axis, place)}<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>${every}<c:noMultiLvlLbl val="1"/></c:catAx>`;
}

function axesXml(chart: Chart): string {
  const isScatter = chart.plots.some((plot) => plot.kind === 'scatter');
  const isBar = chart.plots.some((plot) => plot.kind === 'bar');
  if (isScatter) {
    const isContinuous = true;
    const across = { id: '10', crosses: '20', position: 'b', isContinuous } as const;
    const up = { id: '20', crosses: '10', position: 'l', isContinuous } as const;
    return (
      valueAxisXml(chart.categoryAxis, across) + valueAxisXml({ gridLines: true, ...chart.valueAxis }, up)
    );
  }
  const main = [
    categoryAxisXml(chart.categoryAxis, {
      id: '10',
      crosses: '20',
      position: isBar ? 'l' : 'b',
      isReversed: isBar,
    }),
    valueAxisXml(
      { gridLines: true, ...chart.valueAxis },
      { id: '20', crosses: '10', position: isBar ? 'b' : 'l', atEnd: isBar },
    ),
  ].join('');
  if (!chart.secondaryAxis) return main;
  return (
    main +
    categoryAxisXml({ format: 'General' }, { id: '30', crosses: '40', position: 'b', isHidden: true }) +
    valueAxisXml(chart.secondaryAxis, { id: '40', crosses: '30', position: 'r', atEnd: true })
  );
}

const namespaces = [
  'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
].join(' ');

/** A chart part (ECMA-376 part 1, 21.2). Series without colour are left out of the legend. */
export function chartXml(chart: Chart): string {
  let index = 0;
  const hidden: number[] = [];
  const plots = chart.plots.map((plot) => {
    const xml = plotXml(plot, index);
    for (const [offset, series] of plot.series.entries())
      if (series.colour === undefined) hidden.push(index + offset);
    index += plot.series.length;
    return xml;
  });
  const left = hidden.map(
    (number) => `<c:legendEntry><c:idx val="${number}"/><c:delete val="1"/></c:legendEntry>`,
  );
  const legend = chart.legend
    ? `<c:legend><c:legendPos val="t"/>${left.join('')}<c:overlay val="0"/>${textStyle(900, ink)}</c:legend>`
    : '';
  return [
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace ${namespaces}><c:roundedCorners val="0"/>`,
    `<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>${plots.join('')}${axesXml(chart)}</c:plotArea>`,
    `${legend}<c:plotVisOnly val="0"/><c:dispBlanksAs val="gap"/></c:chart>`,
    '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr></c:chartSpace>',
  ].join('');
}
