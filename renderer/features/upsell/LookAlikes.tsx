import { CloseOutlined } from '@ant-design/icons';
import { InputNumber, Tag } from 'antd';
import { useMemo } from 'react';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { texts } from '../../../shared/domain/table.ts';
import { useExhibit } from '../../app/useExhibit.ts';
import { useWords } from '../../app/words.tsx';
import { AccountList } from '../shared/AccountCards.tsx';
import { Cell } from '../shared/AnalysisPage.tsx';
import { useChoice } from '../shared/choice.ts';
import { useRowActions } from '../shared/rowActions.ts';
import type { HeadroomOptions } from './headroomOptions.ts';

const columns = ['account_name', 'similarity', 'revenue', 'orders', 'products'].map((name) => ({ name }));

/** The look-alikes an account was compared with, and the ways to change them: how many, and which never. */
export function LookAlikes({ account, options }: { account: string; options: HeadroomOptions }) {
  const { t } = useWords();
  const choice = useChoice('account');
  const rowActions = useRowActions();
  const query = useExhibit(choice.ask('headroom', { ...options.asked, account }));
  const name = useMemo(() => nameOf(query.exhibit, account), [query.exhibit, account]);
  return (
    <Cell span={12}>
      <AccountList
        query={query}
        question={t('upsell.peersOf', { name })}
        table="peers"
        columns={columns}
        height={260}
        extra={<PeerControls options={options} exhibit={query.exhibit} />}
        rowMenu={(row, exhibit) => {
          const peers = exhibit.tables.peers!;
          const key = texts(peers, 'account')[row] ?? '';
          const label = t('upsell.leaveOut', { name: texts(peers, 'account_name')[row] ?? key });
          const leave = () => options.set({ leftOut: [...new Set([...options.leftOut, key])] });
          return [...rowActions(exhibit, peers, row), { key: 'leave-out', label, run: leave }];
        }}
      />
    </Cell>
  );
}

function PeerControls({ options, exhibit }: { options: HeadroomOptions; exhibit: Exhibit | null }) {
  const { t } = useWords();
  return (
    <>
      {options.leftOut.map((key) => {
        const name = nameOf(exhibit, key);
        return (
          <Tag
            key={key}
            closable
            title={t('upsell.leftOut')}
            closeIcon={<CloseOutlined aria-label={t('upsell.bringBack', { name })} />}
            onClose={() => options.set({ leftOut: options.leftOut.filter((one) => one !== key) })}
          >
            <s>{name}</s>
          </Tag>
        );
      })}
      <InputNumber
        size="small"
        min={5}
        max={500}
        aria-label={t('upsell.k')}
        prefix="k ="
        style={{ width: 90 }}
        value={options.k}
        changeOnBlur
        onChange={(k) => {
          if (k !== null && Number.isInteger(k)) options.set({ k });
        }}
      />
    </>
  );
}

function nameOf(exhibit: Exhibit | null, account: string): string {
  const table = exhibit?.tables.headroom;
  if (!table) return account;
  return texts(table, 'account_name')[texts(table, 'account').indexOf(account)] ?? account;
}
