import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import type { GrantedFile } from '../../app/host.ts';
import { fileName, useSave } from '../../app/saveFile.ts';
import { useSession } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';

interface ExportMenuProps {
  /** Names the file, after the workspace. */
  title: string;
  disabled?: boolean;
  /** Writes what is shown into a file and says what has been done. */
  write(format: 'xlsx' | 'csv', file: GrantedFile): Promise<string>;
}

/** What is shown, as a workbook or as text. */
export function ExportMenu({ title, disabled = false, write }: ExportMenuProps) {
  const { t } = useWords();
  const save = useSave();
  const workspace = useSession((session) => session.workspace?.name ?? '');
  const run = (format: 'xlsx' | 'csv') =>
    void save.toFile(fileName(`${workspace} ${title}`, format), (file) => write(format, file));
  return (
    <Dropdown
      trigger={['click']}
      disabled={disabled}
      menu={{
        autoFocus: true,
        items: [
          { key: 'xlsx', label: t('card.xlsx'), onClick: () => run('xlsx') },
          { key: 'csv', label: t('card.csv'), onClick: () => run('csv') },
        ],
      }}
    >
      <Button size="small" icon={<DownloadOutlined aria-hidden />} aria-haspopup="menu">
        {t('action.export')}
      </Button>
    </Dropdown>
  );
}
