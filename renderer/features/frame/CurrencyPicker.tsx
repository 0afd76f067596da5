import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown, type MenuProps } from 'antd';
import { rateChoices } from '../../../shared/domain/currency.ts';
import { useSession } from '../../app/session.ts';
import { useSlice } from '../../app/sliceState.ts';
import { useWords } from '../../app/words.tsx';
import { useReportingCurrency } from '../shared/reportingCurrency.ts';

/** What amounts are told in and by which rates; nothing where the book has one currency. */
export function CurrencyPicker() {
  const { t } = useWords();
  const { state, update } = useSlice();
  const workspace = useSession((session) => session.workspace);
  const choose = useReportingCurrency();
  if (!workspace || workspace.reportingCurrencies.length < 2) return null;
  const { reportingCurrency: usual, reportingCurrencies: codes, readOnly } = workspace;
  const current = state.currency ?? usual ?? '';
  const groups: MenuProps['items'] = [
    {
      key: 'currencies',
      type: 'group',
      label: t('currency.hint'),
      children: codes.map((currency) => ({
        key: `currency ${currency}`,
        label: currency === usual ? t('currency.usual', { currency }) : currency,
        onClick: () => update({ currency: currency === usual ? null : currency }),
      })),
    },
    {
      key: 'rates',
      type: 'group',
      label: t('currency.rates'),
      children: rateChoices.map((rates) => ({
        key: `rates ${rates}`,
        label: t(`currency.${rates}.long`),
        onClick: () => update({ rates }),
      })),
    },
  ];
  const setting: MenuProps['items'] =
    current === usual || readOnly
      ? []
      : [
          { key: 'divider', type: 'divider' },
          {
            key: 'setting',
            label: t('currency.setUsual', { currency: current }),
            onClick: () => void choose(current),
          },
        ];
  const label =
    state.rates === 'constant'
      ? t('currency.button', { currency: current, rates: t('currency.constant') })
      : current;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        autoFocus: true,
        selectable: true,
        selectedKeys: [`currency ${current}`, `rates ${state.rates}`],
        items: [...groups, ...setting],
      }}
    >
      <Button aria-haspopup="menu" aria-label={`${t('currency.label')}: ${label}`} title={t('currency.hint')}>
        {label}
        <DownOutlined aria-hidden />
      </Button>
    </Dropdown>
  );
}
