import { dateOf } from '../../../shared/domain/calendar.ts';
import {
  type Alias,
  createRandom,
  drawAlias,
  makeAlias,
  type Random,
} from '../analysis/statistics/random.ts';
import { lastDay, makeSeason, type Season } from './calendar.ts';
import { industries, type SeasonKind } from './industries.ts';
import { makeSalesBuffer, reserve, type SalesBuffer, thin } from './salesBuffer.ts';
import type { Catalogue, Profile } from './types.ts';

const mostLines = 24;
const noiseSize = 4096;
/** Days of closure that put off the whole rhythm, not just one order. */
const longClosure = 3;

/** Everything an account's history is drawn from, made once for all accounts. */
interface World {
  first: number;
  days: number;
  seed: number;
  catalogue: Catalogue;
  listPrice: Float64Array;
  unitCost: Float64Array;
  /** Price level per day: list prices rise every January. */
  priceLevel: Float64Array;
  seasons: Map<string, Season>;
  /** Middle values of equally likely slices of a lognormal (σ 0.35, mean 1), in scrambled order. */
  noise: Float64Array;
  /** Orders per natural order: 1 gives every account its own rhythm. */
  rate: number;
  scratch: Int32Array;
}

function makeNoise(seed: number): Float64Array {
  const random = createRandom(seed, 4);
  return Float64Array.from({ length: noiseSize }, () => Math.exp(0.35 * random.normal() - 0.06125));
}

function makePriceLevel(first: number, days: number): Float64Array {
  const lastYear = dateOf(lastDay).year;
  return Float64Array.from({ length: days }, (_, index) => 1.028 ** (dateOf(first + index).year - lastYear));
}

function makeWorld(first: number, days: number, seed: number, catalogue: Catalogue): World {
  const seasons = new Map<string, Season>();
  for (const kind of new Set<SeasonKind>(industries.map((industry) => industry.season))) {
    for (const chinese of [true, false]) seasons.set(`${kind}${chinese}`, makeSeason(first, kind, chinese));
  }
  return {
    first,
    days,
    seed,
    catalogue,
    listPrice: Float64Array.from(catalogue.products, (product) => product.listPrice),
    unitCost: Float64Array.from(catalogue.products, (product) => product.unitCost),
    priceLevel: makePriceLevel(first, days),
    seasons,
    noise: makeNoise(seed),
    rate: 1,
    scratch: new Int32Array(mostLines),
  };
}

/** What stays the same through one account's history. */
interface Course {
  index: number;
  profile: Profile;
  random: Random;
  season: Season;
  basket: Alias;
  bundleOfHead: Int32Array;
}

function writeLine(
  buffer: SalesBuffer,
  world: World,
  course: Course,
  day: number,
  product: number,
  size: number,
): void {
  const { profile, random } = course;
  const row = buffer.n++;
  const bits = random.bits();
  const level = world.priceLevel[day]!;
  const discount = profile.discount + profile.extraDiscount + ((bits & 1023) - 512) * 0.00002;
  const price = Math.round(world.listPrice[product]! * level * (1 - discount) * 100) / 100;
  const wanted = (size * world.noise[bits >>> 20]!) / (world.listPrice[product]! * level);
  const quantity = wanted < 1 ? 1 : Math.round(wanted);
  buffer.account[row] = course.index;
  buffer.day[row] = world.first + day;
  buffer.product[row] = product;
  buffer.order[row] = buffer.orders;
  buffer.channel[row] = profile.channel;
  buffer.quantity[row] = quantity;
  buffer.price[row] = price;
  buffer.revenue[row] = Math.round(quantity * price * 100) / 100;
  buffer.cost[row] = Math.round(quantity * world.unitCost[product]! * level * 100) / 100;
}

function closeOrder(buffer: SalesBuffer, day: number, isReturn: 0 | 1): void {
  buffer.orderDay[buffer.orders] = day;
  buffer.orderIsReturn[buffer.orders] = isReturn;
  buffer.orders++;
}

/** Sends back part of a line some days later, as an order of its own; never after the account's last day. */
function writeReturn(buffer: SalesBuffer, course: Course, first: number, line: number): void {
  const { profile, random } = course;
  const day = buffer.day[line]! + 4 + random.below(20);
  if (day - first > profile.stop) return;
  const row = buffer.n++;
  const share = Math.max(1, Math.round(buffer.quantity[line]! * random.between(0.2, 1)));
  buffer.account[row] = course.index;
  buffer.day[row] = day;
  buffer.product[row] = buffer.product[line]!;
  buffer.order[row] = buffer.orders;
  buffer.channel[row] = buffer.channel[line]!;
  buffer.quantity[row] = -share;
  buffer.price[row] = buffer.price[line]!;
  buffer.revenue[row] = -Math.round(share * buffer.price[line]! * 100) / 100;
  buffer.cost[row] = -Math.round((share * buffer.cost[line]! * 100) / buffer.quantity[line]!) / 100;
  closeOrder(buffer, day, 1);
}

/** Adds a product to the first `count` of a list unless it is there or the list is full; gives the new count. */
function addDistinct(list: Int32Array, count: number, product: number): number {
  for (let index = 0; index < count; index++) if (list[index] === product) return count;
  if (count === mostLines) return count;
  list[count] = product;
  return count + 1;
}

/** Fills the scratch list with the order's distinct products and says how many; heads of bundles bring companions. */
function chooseProducts(world: World, course: Course): number {
  const { profile, random, basket, bundleOfHead } = course;
  const chosen = world.scratch;
  const wished = 1 + Math.floor((profile.linesPerOrder - 1) * 2 * random.unit() + random.unit());
  let count = 0;
  for (let line = 0; line < wished; line++) {
    const product = profile.basket[drawAlias(basket, random)]!;
    count = addDistinct(chosen, count, product);
    if (bundleOfHead[product]! < 0) continue;
    const bundle = world.catalogue.bundles[bundleOfHead[product]!]!;
    for (const tail of bundle.tails) {
      const taken = random.unit() < bundle.probability && tail !== profile.withheld;
      if (taken) count = addDistinct(chosen, count, tail);
    }
  }
  return count;
}

function writeOrder(buffer: SalesBuffer, world: World, course: Course, day: number): void {
  const { profile, random, season } = course;
  reserve(buffer, 2 * mostLines);
  const count = chooseProducts(world, course);
  const age = (world.days - 1 - day) / 365;
  const size =
    profile.lineBudget *
    profile.underFactor *
    Math.exp(-profile.growth * age) *
    Math.sqrt(season.factor[day]!);
  const start = buffer.n;
  for (let line = 0; line < count; line++) writeLine(buffer, world, course, day, world.scratch[line]!, size);
  closeOrder(buffer, world.first + day, 0);
  for (let line = start; line < start + count; line++) {
    if (random.unit() < 0.018) writeReturn(buffer, course, world.first, line);
  }
}

/** The day an order planned for `planned` is placed; what a long closure held up does not all come on its first day. */
function openDayOf(course: Course, planned: number): number {
  const { openDay } = course.season;
  const first = openDay[planned]!;
  if (first - planned <= longClosure) return first;
  return openDay[first + course.random.below(first - planned)] ?? openDay.length;
}

/** Draws an account's orders from its first to its last day: own rhythm, shortened in high season. */
function writeAccount(buffer: SalesBuffer, world: World, profile: Profile, index: number): void {
  const random = createRandom(world.seed, 1_000_000 + index);
  const industry = industries[profile.industry]!;
  const season = world.seasons.get(`${industry.season}${profile.market === 'China'}`)!;
  const basket = makeAlias(profile.weights);
  const course: Course = {
    index,
    profile,
    random,
    season,
    basket,
    bundleOfHead: world.catalogue.bundleOfHead,
  };
  const gap = profile.gap / world.rate;
  const spread = Math.sqrt(Math.log(1 + profile.unrest ** 2));
  let time = profile.start < 0 ? random.unit() * gap : profile.start;
  while (time <= profile.stop) {
    const planned = Math.floor(time);
    const paused = planned >= profile.pauseFrom && planned < profile.pauseTo;
    const day = paused ? planned : openDayOf(course, planned);
    if (!paused && day <= profile.stop) writeOrder(buffer, world, course, day);
    const stretch = Math.exp(spread * random.normal() - (spread * spread) / 2);
    const from = day - planned > longClosure ? day : time;
    time = from + (gap * stretch) / Math.sqrt(season.factor[planned]!);
  }
}

function writeAll(world: World, profiles: Profile[], step: number, capacity: number): SalesBuffer {
  const buffer = makeSalesBuffer(Math.max(1024, capacity));
  for (let index = 0; index < profiles.length; index += step)
    writeAccount(buffer, world, profiles[index]!, index);
  return buffer;
}

/** The rate at which the accounts together write a little more than `rows` lines, tried on some of them. */
function rateFor(world: World, profiles: Profile[], rows: number): number {
  const step = Math.max(1, Math.floor(profiles.length / 1500));
  const natural = writeAll({ ...world, rate: 1 }, profiles, step, 1 << 16).n * step;
  return (rows / Math.max(1, natural)) * 1.02;
}

/** Puts the latest order on the book's last day where none is on it, so that the last period is complete. */
function reachLastDay(buffer: SalesBuffer): void {
  let latest = -1;
  for (let row = 0; row < buffer.n; row++) {
    const isOrder = buffer.orderIsReturn[buffer.order[row]!] === 0;
    if (isOrder && (latest < 0 || buffer.day[row]! > buffer.day[latest]!)) latest = row;
  }
  if (latest < 0 || buffer.day[latest] === lastDay) return;
  const order = buffer.order[latest]!;
  buffer.orderDay[order] = lastDay;
  for (let row = 0; row < buffer.n; row++) if (buffer.order[row] === order) buffer.day[row] = lastDay;
}

function complete(buffer: SalesBuffer, rows: number): SalesBuffer {
  thin(buffer, rows);
  reachLastDay(buffer);
  return buffer;
}

/**
 * Every order line of the book, account by account. With `rows`, exactly that many: all accounts order more or
 * less often in the same proportion, and the few lines above the mark are taken out evenly.
 */
export function makeSales(
  first: number,
  seed: number,
  catalogue: Catalogue,
  profiles: Profile[],
  rows: number | null,
): SalesBuffer {
  const world = makeWorld(first, lastDay - first + 1, seed, catalogue);
  if (rows === null)
    return complete(writeAll(world, profiles, 1, profiles.length * 160), Number.POSITIVE_INFINITY);
  let rate = rateFor(world, profiles, rows);
  for (;;) {
    const buffer = writeAll({ ...world, rate }, profiles, 1, Math.ceil(rows * 1.1));
    if (buffer.n >= rows && buffer.n <= rows * 1.25 + 2000) return complete(buffer, rows);
    rate *= (rows * 1.03 + 200) / Math.max(1, buffer.n);
  }
}
