import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { numbers, texts } from '../../../shared/domain/table.ts';
import { reasonWords } from '../../../shared/i18n/reasonWords.ts';
import { useExhibit } from '../../app/useExhibit.ts';
import { useWords, type Words } from '../../app/words.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import { useChoice } from '../shared/choice.ts';
import { useChosen } from './chosenOptions.ts';
import { type EffectBar, EffectBars, signed } from './EffectBars.tsx';

const columns = [{ name: 'feature', wrap: true }, { name: 'effect' }, { name: 'value' }];

/** Why an account has the risk it has: every reason as a sentence and a bar, adding up to the log odds. */
export function RiskReasons({ account, height, title }: { account: string; height: number; title?: string }) {
  const words = useWords();
  const { t } = words;
  const choice = useChoice('account');
  const { asked } = useChosen('risk');
  const query = useExhibit(choice.ask('risk', { ...asked, account }));
  return (
    <ExhibitCard
      query={query}
      question={title ?? reasonsTitle(query.exhibit, account, words)}
      table="reasons"
      columns={columns.map((column) =>
        column.name === 'feature'
          ? { ...column, text: (code: string | null) => t.dynamic(`riskFeature.${code}`, {}, code ?? '–') }
          : column,
      )}
      height={height}
    >
      {(exhibit) => <Bars exhibit={exhibit} height={height} />}
    </ExhibitCard>
  );
}

function reasonsTitle(exhibit: Exhibit | null, account: string, { t, format }: Words): string {
  const table = exhibit?.tables.risk;
  const name = (table && texts(table, 'account_name')[0]) ?? account;
  const probability = table ? (numbers(table, 'probability')[0] ?? Number.NaN) : Number.NaN;
  if (!table || table.n === 0) return name;
  if (Number.isNaN(probability)) return t('risk.reasonsWithout', { name });
  return t('risk.reasonsOf', { name, probability: format.value(probability, 'ratio') });
}

function Bars({ exhibit, height }: { exhibit: Exhibit; height: number }) {
  const words = useWords();
  const { t, format, locale } = words;
  const risk = exhibit.tables.risk!;
  if (risk.n === 0) return <p className="effect-none">{t('risk.none')}</p>;
  const bars = barsOf(exhibit, words);
  const base = exhibit.values.baseOdds;
  const probability = numbers(risk, 'probability')[0]!;
  const odds = typeof base === 'number' ? bars.reduce((sum, { effect }) => sum + (effect ?? 0), base) : null;
  return (
    <EffectBars label={t('risk.accountCard')} bars={bars} digits={1} raising="bad" height={height}>
      {odds !== null && typeof base === 'number' && (
        <p className="effect-note">
          {t('risk.base.note', {
            base: signed(base, 1, locale),
            odds: signed(odds, 1, locale),
            probability: format.value(probability, 'ratio'),
          })}
        </p>
      )}
    </EffectBars>
  );
}

function barsOf(exhibit: Exhibit, { t }: Words): EffectBar[] {
  const [risk, reasons] = [exhibit.tables.risk!, exhibit.tables.reasons!];
  const row = {
    daysSince: numbers(risk, 'days_since')[0]!,
    usualGap: numbers(risk, 'usual_gap')[0]!,
    orders: numbers(risk, 'orders')[0]!,
  };
  const [effects, values] = [numbers(reasons, 'effect'), numbers(reasons, 'value')];
  return texts(reasons, 'feature')
    .map((feature, at) => ({
      key: feature ?? String(at),
      text: reasonWords(feature ?? '', values[at]!, row, t),
      effect: Number.isNaN(effects[at]!) ? null : effects[at]!,
    }))
    .sort((a, b) => Math.abs(b.effect ?? 0) - Math.abs(a.effect ?? 0));
}
