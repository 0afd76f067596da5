import {
  type Alias,
  createRandom,
  drawAlias,
  makeAlias,
  type Random,
} from '../analysis/statistics/random.ts';
import { demandOf } from './catalogue.ts';
import { type Industry, industries, segments } from './industries.ts';
import { companyName, groupName, personName } from './names.ts';
import { places, regionNames, teamOf } from './places.ts';
import type { Catalogue, Profile, Region } from './types.ts';

interface Staff {
  team: string;
  owners: string[];
}

export function makeRegions(seed: number): Region[] {
  const random = createRandom(seed, 2);
  return regionNames.map(({ name, market }) => {
    const marketGrowth = 0.05 + 0.02 * random.normal();
    return { name, market, marketGrowth, growth: marketGrowth + 0.015 * random.normal() };
  });
}

function makeStaff(random: Random, accounts: number): Map<string, Staff> {
  const taken = new Set<string>();
  const weights = new Map<string, number>();
  for (const place of places) weights.set(teamOf(place), (weights.get(teamOf(place)) ?? 0) + place.weight);
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  return new Map(
    [...weights].map(([team, weight]) => {
      const size = Math.min(400, Math.max(1, Math.round(((accounts / 55) * weight) / total)));
      const chinese = team.startsWith('China');
      return [team, { team, owners: Array.from({ length: size }, () => personName(random, chinese, taken)) }];
    }),
  );
}

/** Products an account buys, drawn by its industry's demand; a bundle's companions come only with their head. */
function makeBasket(random: Random, demand: Alias, companions: Set<number>, size: number): number[] {
  const basket = new Set<number>();
  for (let attempt = 0; basket.size < size && attempt < size * 40; attempt++) {
    const product = drawAlias(demand, random);
    if (!companions.has(product)) basket.add(product);
  }
  return [...basket];
}

interface Span {
  start: number;
  stop: number;
  pauseFrom: number;
  pauseTo: number;
}

/**
 * Most accounts are older than the book; a third of the smaller ones arrive during it, some leave, a few pause and
 * come back. Large accounts are bound by frame contracts and do so more seldom.
 */
function makeSpan(random: Random, segment: number, days: number): Span {
  const isLarge = segment < 2;
  const start = random.chance(isLarge ? 0.1 : 0.34) ? Math.floor(random.between(0, days - 45)) : -1;
  const from = Math.max(0, start);
  const none = { start, stop: days - 1, pauseFrom: days, pauseTo: days };
  const latest = days - 245;
  const yearly = ((latest - from) / 365) * (isLarge ? 0.012 : 0.07);
  if (latest - from > 90 && random.chance(yearly))
    return { ...none, stop: Math.floor(random.between(from + 60, latest)) };
  if (!isLarge && days - from > 500 && random.chance(0.03)) {
    const pauseFrom = Math.floor(random.between(from + 90, days - 400));
    return { ...none, pauseFrom, pauseTo: pauseFrom + Math.floor(random.between(110, 250)) };
  }
  return none;
}

function contractOf(
  random: Random,
  span: Span,
  days: number,
): { contractStart: number; contractEnd: number } {
  const signed = span.start < 0 ? -Math.floor(random.between(20, 1500)) : span.start;
  const contractStart = signed - Math.floor(random.between(3, 50));
  if (random.chance(0.25)) return { contractStart, contractEnd: Number.NaN };
  const term = random.pick([365, 730, 1095]);
  let contractEnd = contractStart + term;
  while (contractEnd < Math.min(span.stop, days - 1)) contractEnd += term;
  return { contractStart, contractEnd };
}

interface Makers {
  random: Random;
  days: number;
  place: Alias;
  industry: Alias;
  segment: Alias;
  demand: { alias: Alias; weights: Float64Array }[];
  companions: Set<number>;
  regions: Region[];
  staff: Map<string, Staff>;
  groups: string[];
  taken: Set<string>;
  products: number;
}

function rhythmOf(random: Random, segment: number): { gap: number; unrest: number } {
  const gap = Math.max(3, segments[segment]!.gap * Math.exp(0.22 * random.normal()));
  return { gap, unrest: random.chance(0.12) ? random.between(0.6, 0.9) : random.between(0.18, 0.42) };
}

function spendingOf(makers: Makers, industry: number, segment: number) {
  const { random, products, companions } = makers;
  const level = segments[segment]!;
  const demand = makers.demand[industry]!;
  const wish = Math.max(3, Math.round(level.breadth * random.between(0.75, 1.3)));
  const size = Math.min(wish, Math.max(2, Math.floor((products - companions.size) * 0.7)));
  const basket = makeBasket(random, demand.alias, companions, size);
  return {
    basket,
    weights: basket.map((product) => Math.sqrt(demand.weights[product]!) * random.between(0.6, 1.4)),
    lineBudget: level.lineBudget * Math.exp(0.12 * random.normal()),
    linesPerOrder: level.lines * random.between(0.9, 1.1),
    discount: Math.max(0, level.discount + 0.012 * random.normal()),
  };
}

function makeProfile(makers: Makers, index: number): Profile {
  const { random, days } = makers;
  const place = places[drawAlias(makers.place, random)]!;
  const industry = drawAlias(makers.industry, random);
  const segment = drawAlias(makers.segment, random);
  const region = regionNames.findIndex((candidate) => candidate.name === place.region);
  const staff = makers.staff.get(teamOf(place))!;
  const span = makeSpan(random, segment, days);
  return {
    key: `A${100_001 + index}`,
    name: companyName(random, place, industry, makers.taken),
    parent: random.chance(0.14) ? random.pick(makers.groups) : null,
    market: place.market,
    region,
    province: place.province,
    city: place.city,
    cityTier: place.tier,
    industry,
    segment,
    owner: random.pick(staff.owners),
    team: staff.team,
    channel: random.chance(0.62) ? 0 : random.chance(0.5) ? 1 : 2,
    terms: segment < 2 ? random.pick(['60 days', '90 days']) : random.pick(['Prepaid', '30 days']),
    ...span,
    ...contractOf(random, span, days),
    ...rhythmOf(random, segment),
    ...spendingOf(makers, industry, segment),
    growth: makers.regions[region]!.growth + 0.05 * random.normal(),
    extraDiscount: 0,
    underFactor: 1,
    withheld: -1,
    satisfaction: 7.9 + 1.1 * random.normal(),
    wallet: random.chance(0.7) ? Math.exp(0.15 * random.normal()) * random.between(1.1, 1.6) : Number.NaN,
  };
}

export function makeProfiles(
  seed: number,
  count: number,
  days: number,
  catalogue: Catalogue,
  regions: Region[],
): Profile[] {
  const random = createRandom(seed, 3);
  const makers: Makers = {
    random,
    days,
    place: makeAlias(places.map((place) => place.weight)),
    industry: makeAlias(industries.map((industry: Industry) => industry.weight)),
    segment: makeAlias(segments.map((segment) => segment.share)),
    demand: industries.map((_, industry) => {
      const weights = demandOf(industry, catalogue.products);
      return { alias: makeAlias(weights), weights };
    }),
    companions: new Set(catalogue.bundles.flatMap((bundle) => bundle.tails)),
    regions,
    staff: makeStaff(random, count),
    groups: Array.from({ length: Math.max(2, Math.round(count / 40)) }, () => groupName(random)),
    taken: new Set(),
    products: catalogue.products.length,
  };
  return Array.from({ length: count }, (_, index) => makeProfile(makers, index));
}
