import type { Question } from '../../shared/domain/exhibit.ts';
import { ExpectedError } from '../../shared/errors/errors.ts';
import type { Arguments, OptionName } from './arguments.ts';

/** Options that are of any question: what is looked at, and what its amounts are told in. */
export const ofEveryQuestion: readonly OptionName[] = [
  ...(['as-of', 'basis', 'where', 'currency', 'rates-of', 'rates'] as const),
];

const periods: readonly OptionName[] = ['from', 'to'];
const items: readonly OptionName[] = ['level', 'product-pattern', 'product-except'];
const leaving: readonly OptionName[] = ['horizon', 'leaving', 'share', 'signals'];
const peers: readonly OptionName[] = ['method', 'size', 'k', 'compared-by', 'left-out'];
const page: readonly OptionName[] = ['sort', 'order', 'offset', 'limit'];

/** The options that a question looks at beside those of every question. */
export const questionOptions: Readonly<Record<Question, readonly OptionName[]>> = {
  summary: periods,
  trend: ['grain', 'by', 'top', 'to'],
  movement: [...periods, 'every'],
  'movement-series': ['grain', 'every', 'to'],
  concentration: ['to'],
  cohorts: ['grain'],
  rhythm: [],
  survival: ['by', 'lifetime', 'starts', 'interval', 'horizon', 'silence'],
  activity: ['horizon', 'discount', 'model'],
  risk: [...leaving, 'account'],
  health: ['weights', 'since', 'account'],
  renewals: leaving,
  'price-volume-mix': [...periods, 'product'],
  headroom: [...peers, 'account', 'to'],
  momentum: [...periods, 'by', 'metric'],
  price: ['by', 'top', 'product', 'to'],
  wallet: [...peers, 'to'],
  rules: ['support', 'confidence', 'max-length', 'unit', 'level', 'product-pattern'],
  'white-space': ['accounts', 'products', 'recent-months'],
  'next-product': [...items, ...page, 'account', 'product', 'search', 'horizon', 'k', 'products', 'reasons'],
  sequence: [...items, 'product', 'horizon', 'top'],
  network: [...items, 'products', 'top', 'unit'],
  cannibalisation: ['product', 'substitutes', 'months'],
  rfm: [],
  abc: ['xyz-months'],
  opportunities: [
    ...(['kind', 'status', 'owner', 'account', 'product', 'search', 'min-expected', 'group'] as const),
    ...[...page, ...leaving, ...peers],
    ...(['movable', 'judge'] as const),
  ],
  backtest: ['horizon', 'k', 'compared-by', 'signals'],
  accounts: periods,
  account: [...periods, 'account', 'movable', 'judge', 'k', 'compared-by'],
};

/** What `qd analyse` does with the answer. */
export const ofAnswers: readonly OptionName[] = ['format', 'out', 'table'];

/**
 * Throws `usage` for an option that this question would not look at, of those that questions have. Constant rates are
 * those of the first period, whatever is asked.
 */
export function refuseOtherQuestions(args: Arguments, question: Question): void {
  const own = [...questionOptions[question], ...(args.text('rates') === 'constant' ? periods : [])];
  const other = args.given.find(
    (name) => ofSomeQuestion.has(name) && !own.includes(name) && !ofEveryQuestion.includes(name),
  );
  if (other === undefined) return;
  const listed = (names: readonly OptionName[]) => names.map((name) => `--${name}`).join(' ');
  throw new ExpectedError('usage', `The question ${question} has no option --${other}`, {
    hint: [
      own.length > 0 ? `Its options: ${listed(own)}` : 'It has none of its own',
      `of every question: ${listed(ofEveryQuestion)}`,
    ].join('; '),
  });
}

const ofSomeQuestion = new Set<OptionName>(Object.values(questionOptions).flat());

/** What `askOf` looks at. */
export const askOptions: readonly OptionName[] = [...ofEveryQuestion, ...ofSomeQuestion];
