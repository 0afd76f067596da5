import type { RuleCount } from '../../../shared/contract/workspace.ts';
import { useWords } from '../../app/words.tsx';

/** How many rows each import rule met, and what was done with them. */
export function RuleCounts({ rules }: { rules: RuleCount[] }) {
  const { t, format } = useWords();
  if (rules.length === 0) return null;
  return (
    <table className="small-table">
      <caption>{t('rules.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('rules.rule')}</th>
          <th scope="col">{t('rules.done')}</th>
          <th scope="col" className="is-number">
            {t('rules.count')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rules.map(({ rule, action, count }) => (
          <tr key={`${rule} ${action}`}>
            <td>{t.dynamic(`rule.${rule}`, {}, rule)}</td>
            <td>{t.dynamic(`ruleAction.${action}`, {}, action)}</td>
            <td className="is-number">{format.value(count, 'count')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
