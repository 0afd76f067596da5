import { createRandom, type Random } from '../analysis/statistics/random.ts';
import { catalogueWords, variants } from './catalogueWords.ts';
import { categories, industries } from './industries.ts';
import type { Bundle, Catalogue, Product } from './types.ts';

const categoryCodes = ['LG', 'PY', 'AP', 'SV'] as const;

/** Prices end as price lists do: on .9 below 100, on whole tens above. */
function listPrice(random: Random, middle: number): number {
  const price = middle * Math.exp(0.12 * random.normal());
  return price < 100 ? Math.max(1, Math.round(price)) - 0.1 : Math.round(price / 10) * 10;
}

function makeProduct(random: Random, category: number, place: number, rank: number): Product {
  const words = catalogueWords[category]!;
  const entry = words[place % words.length]!;
  const round = Math.floor(place / words.length);
  const variant =
    round === 0
      ? ''
      : ` ${variants[(round - 1) % variants.length]!}${round > variants.length ? ` ${Math.ceil(round / variants.length)}` : ''}`;
  const price = listPrice(random, entry.price * (1 + 0.08 * round));
  return {
    sku: `${categoryCodes[category]}-${String(1001 + place)}`,
    name: entry.name + variant,
    category: categories[category]!,
    family: entry.family,
    unit: entry.unit,
    listPrice: price,
    unitCost: Math.round(price * random.between(0.52, 0.78) * 100) / 100,
    popularity: 1 / (rank + 1) ** 0.7,
  };
}

function makeProducts(random: Random, count: number): Product[] {
  const products: Product[] = [];
  for (let category = 0; category < categories.length; category++) {
    const size = Math.floor((count + categories.length - 1 - category) / categories.length);
    const ranks = random.shuffled(size);
    for (let place = 0; place < size; place++)
      products.push(makeProduct(random, category, place, ranks[place]!));
  }
  return products;
}

/** Members of a category, most popular first. */
function byPopularity(products: Product[], category: string): number[] {
  return products
    .map((_, index) => index)
    .filter((index) => products[index]!.category === category)
    .sort((a, b) => products[b]!.popularity - products[a]!.popularity);
}

/** Popular heads with rarely bought companions of the same category: two bundles per category, pairs and triples. */
function makeBundles(random: Random, products: Product[]): Bundle[] {
  const bundles: Bundle[] = [];
  for (const [number, category] of categories.entries()) {
    const ranked = byPopularity(products, category);
    const rare = ranked.slice(Math.ceil(ranked.length / 2));
    for (let slot = 0; slot < 2; slot++) {
      const size = (number + slot) % 2 === 0 ? 2 : 1;
      const head = ranked[slot];
      const tails = rare.splice(-size);
      if (head === undefined || tails.length < size || tails.includes(head)) continue;
      bundles.push({ head, tails, probability: Math.round(random.between(0.58, 0.76) * 100) / 100 });
    }
  }
  return bundles;
}

export function makeCatalogue(seed: number, count: number): Catalogue {
  const random = createRandom(seed, 1);
  const products = makeProducts(random, count);
  const bundles = makeBundles(random, products);
  const bundleOfHead = new Int32Array(products.length).fill(-1);
  for (const [index, bundle] of bundles.entries()) {
    bundleOfHead[bundle.head] = index;
    for (const tail of bundle.tails) products[tail]!.popularity *= 0.3;
  }
  return { products, bundles, bundleOfHead };
}

/** What an industry demands: a weight per product. */
export function demandOf(industry: number, products: Product[]): Float64Array {
  const { mix } = industries[industry]!;
  const totals = categories.map((category) =>
    products.reduce((sum, product) => sum + (product.category === category ? product.popularity : 0), 0),
  );
  return Float64Array.from(products, (product) => {
    const category = categories.indexOf(product.category as (typeof categories)[number]);
    return (product.popularity / totals[category]!) * mix[category]!;
  });
}
