import { Button, InputNumber } from 'antd';
import { useId, useState } from 'react';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { useSave } from '../../app/saveFile.ts';
import { useSession } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import type { MovableSetting } from './useMovable.ts';
import { kinds } from './workbench.ts';

type Kind = (typeof kinds)[number];

const valueNames: Record<Kind, string> = {
  retain: 'retain',
  upsell: 'upsell',
  'cross-sell': 'crossSell',
  renewal: 'renewal',
  price: 'price',
};

/** The user's own factors in percent, as the setting has them. */
function ownPercents(text: string): Partial<Record<Kind, number>> {
  const parts = text.split(',').map((part) => part.split('='));
  return Object.fromEntries(
    kinds.flatMap((kind) => {
      const factor = Number(parts.find(([name]) => name === kind)?.[1] ?? Number.NaN);
      return Number.isFinite(factor) ? [[kind, Math.round(factor * 1000) / 10]] : [];
    }),
  );
}

/** The factors in force on a button; pressing it lets the user write their own. */
export function MovableButton({ exhibit, movable }: { exhibit: Exhibit | null; movable: MovableSetting }) {
  const { t, format } = useWords();
  const [open, setOpen] = useState(false);
  const factors = kinds.map((kind) => {
    const factor = exhibit?.values[`${valueNames[kind]}Movable`];
    const share = typeof factor === 'number' ? format.value(factor, 'ratio') : '–';
    return `${t(`kind.${kind}`)} ${share}`;
  });
  return (
    <>
      <Button size="small" disabled={!exhibit} onClick={() => setOpen(true)}>
        {exhibit ? `${t('opportunities.movable')}: ${factors.join(' · ')}` : t('opportunities.movable')}
      </Button>
      {open && exhibit && (
        <MovableDialog exhibit={exhibit} movable={movable} onClose={() => setOpen(false)} />
      )}
    </>
  );
}

interface DialogProps {
  exhibit: Exhibit;
  movable: MovableSetting;
  onClose(): void;
}

function MovableDialog({ exhibit, movable, onClose }: DialogProps) {
  const { t } = useWords();
  const save = useSave();
  const readOnly = useSession((session) => session.workspace?.readOnly ?? false);
  const [own, setOwn] = useState(ownPercents(movable.text ?? ''));
  function done(percents: Partial<Record<Kind, number>>) {
    const text = kinds
      .flatMap((kind) => (percents[kind] === undefined ? [] : `${kind}=${percents[kind] / 100}`))
      .join(',');
    void save.attempt(async () => {
      await movable.save(text);
      onClose();
      return null;
    });
  }
  return (
    <Dialog
      open
      title={t('opportunities.movable.title')}
      okText={t('action.apply')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: readOnly }}
      onOk={() => done(own)}
      onCancel={onClose}
      width={520}
      footer={(_, { OkBtn, CancelBtn }) => (
        <>
          <Button disabled={readOnly} onClick={() => done({})} style={{ float: 'left' }}>
            {t('opportunities.movable.reset')}
          </Button>
          <CancelBtn />
          <OkBtn />
        </>
      )}
    >
      <p className="quiet">{t('opportunities.movable.about')}</p>
      <div className="decision-form">
        {kinds.map((kind) => (
          <Factor
            key={kind}
            kind={kind}
            exhibit={exhibit}
            value={own[kind] ?? null}
            onChange={(value) =>
              setOwn(({ [kind]: _old, ...rest }) => (value === null ? rest : { ...rest, [kind]: value }))
            }
          />
        ))}
      </div>
    </Dialog>
  );
}

interface FactorProps {
  kind: Kind;
  exhibit: Exhibit;
  value: number | null;
  onChange(value: number | null): void;
}

function Factor({ kind, exhibit, value, onChange }: FactorProps) {
  const { t } = useWords();
  const id = useId();
  const name = valueNames[kind];
  const origin = exhibit.values[`${name}MovableOrigin`] as 'learnt' | 'default' | 'own';
  const factor = Number(exhibit.values[`${name}Movable`]);
  const seen = Number(exhibit.values[`${name}MovableSeen`]);
  return (
    <div>
      <label htmlFor={id}>{t(`opportunities.movable.${kind}`)}</label>
      <InputNumber
        id={id}
        min={0}
        max={100}
        precision={1}
        suffix="%"
        style={{ width: 120 }}
        value={value}
        placeholder={origin === 'own' ? '' : String(Math.round(factor * 1000) / 10)}
        onChange={onChange}
      />{' '}
      <span className="quiet">{t(`opportunities.movable.${origin}`, { factor, seen })}</span>
    </div>
  );
}
