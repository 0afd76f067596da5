import { CloseOutlined, LockOutlined, RedoOutlined, SearchOutlined, UndoOutlined } from '@ant-design/icons';
import { Button, Flex, Tag } from 'antd';
import { useSession } from '../../app/session.ts';
import { useSlice } from '../../app/sliceState.ts';
import { useWords } from '../../app/words.tsx';
import { useWorkspaceActions } from '../../app/workspaceActions.ts';
import { PreferenceControls } from './PreferenceControls.tsx';

export const commandKey = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl';

/** Which workspace, what was done, and the way to everything else. */
export function TopBar({ onPalette }: { onPalette(): void }) {
  const { t } = useWords();
  const workspace = useSession((session) => session.workspace);
  const actions = useWorkspaceActions();
  const { undo, redo, canUndo, canRedo } = useSlice();
  return (
    <header className="top-bar">
      <Flex align="center" gap={8} className="top-workspace">
        <strong className="top-name" title={workspace?.location ?? ''}>
          {workspace?.name}
        </strong>
        {workspace?.encrypted && (
          <LockOutlined aria-label={t('frame.encrypted')} title={t('frame.encrypted')} />
        )}
        {workspace?.readOnly && <Tag>{t('frame.readOnly')}</Tag>}
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined aria-hidden />}
          aria-label={t('frame.closeWorkspace')}
          title={t('frame.closeWorkspace')}
          onClick={() => void actions.close()}
        />
      </Flex>
      <Flex align="center" gap={2}>
        <Button
          type="text"
          icon={<UndoOutlined aria-hidden />}
          disabled={!canUndo}
          onClick={undo}
          aria-label={t('frame.undoSlice')}
          title={t('frame.undoSlice')}
        />
        <Button
          type="text"
          icon={<RedoOutlined aria-hidden />}
          disabled={!canRedo}
          onClick={redo}
          aria-label={t('frame.redoSlice')}
          title={t('frame.redoSlice')}
        />
        <Button
          type="text"
          icon={<SearchOutlined aria-hidden />}
          onClick={onPalette}
          className="palette-button"
        >
          {t('palette.open')} <kbd>{commandKey} K</kbd>
        </Button>
        <PreferenceControls />
      </Flex>
    </header>
  );
}
