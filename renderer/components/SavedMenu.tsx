import { DeleteOutlined, FolderOpenOutlined } from '@ant-design/icons';
import { App, Button, Flex, Input, Popover } from 'antd';
import { useState } from 'react';
import { useSavedList } from '../app/savedList.ts';
import { longestSavedName, withoutSavedText, withSavedText } from '../app/savedTexts.ts';
import { useSession } from '../app/session.ts';
import { useWords } from '../app/words.tsx';
import { errorWords } from './ErrorState.tsx';

export interface SavedMenuProps {
  /** The workspace's setting that holds them. */
  setting: string;
  label: string;
  /** Said while there are none. */
  none: string;
  /** What would be kept now. */
  text: string;
  onOpen(text: string): void;
}

/** What is kept in the workspace under names: open one, keep this one, let one go. */
export function SavedMenu({ setting, label, none, text, onOpen }: SavedMenuProps) {
  const { t } = useWords();
  const { message } = App.useApp();
  const saved = useSavedList(setting);
  const readOnly = useSession((session) => session.workspace?.readOnly ?? false);
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  async function change(edit: Parameters<typeof saved.change>[0], said: string | null): Promise<void> {
    try {
      await saved.change(edit);
      if (said) message.success(said);
    } catch (error) {
      message.error(errorWords(error, t).title);
    }
  }
  async function keep(): Promise<void> {
    const given = name.trim();
    if (given === '') return;
    await change((items) => withSavedText(items, given, text), t('saved.kept', { name: given }));
    setName('');
    setOpen(false);
  }
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      destroyOnHidden
      content={
        <div className="saved-slices" role="dialog" aria-label={label}>
          {saved.items.length === 0 ? (
            <p className="quiet">{none}</p>
          ) : (
            <ul className="saved-list" aria-label={label}>
              {saved.items.map((item) => (
                <li key={item.name}>
                  <Flex align="center" gap={4}>
                    <Button
                      type="text"
                      size="small"
                      className="saved-open"
                      onClick={() => {
                        onOpen(item.text);
                        setOpen(false);
                      }}
                    >
                      {item.name}
                    </Button>
                    <Button
                      type="text"
                      size="small"
                      disabled={readOnly}
                      icon={<DeleteOutlined aria-hidden />}
                      aria-label={t('saved.remove', { name: item.name })}
                      onClick={() =>
                        void change(
                          (items) => withoutSavedText(items, item.name),
                          t('saved.removed', { name: item.name }),
                        )
                      }
                    />
                  </Flex>
                </li>
              ))}
            </ul>
          )}
          <Flex gap={6}>
            <Input
              size="small"
              value={name}
              maxLength={longestSavedName}
              disabled={readOnly}
              placeholder={t('saved.name')}
              aria-label={t('saved.name')}
              onChange={(event) => setName(event.target.value)}
              onPressEnter={() => void keep()}
            />
            <Button
              size="small"
              type="primary"
              disabled={readOnly || name.trim() === ''}
              onClick={() => void keep()}
            >
              {t('saved.keep')}
            </Button>
          </Flex>
        </div>
      }
    >
      <Button
        size="small"
        icon={<FolderOpenOutlined aria-hidden />}
        aria-haspopup="dialog"
        aria-expanded={open}
      >
        {label}
      </Button>
    </Popover>
  );
}
