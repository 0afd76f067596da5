import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useWords } from '../../app/words.tsx';

/** Says what a list is narrowed to by a choice in another chart, and takes the choice back. */
export function OnlyButton({ label, onAll }: { label: string; onAll(): void }) {
  const { t } = useWords();
  return (
    <Button size="small" className="only-button" icon={<CloseOutlined />} iconPlacement="end" onClick={onAll}>
      <span>{t('movement.only', { line: label })}</span>
    </Button>
  );
}
