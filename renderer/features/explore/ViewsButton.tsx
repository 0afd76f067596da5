import { BookOutlined, DeleteOutlined, SaveOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Flex, Input, Popover } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useClient, useSession } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';
import { errorWords } from '../../components/ErrorState.tsx';
import { decodeView, encodeView, type PageView } from './pageView.ts';
import {
  findView,
  longestName,
  readSavedViews,
  type SavedView,
  type SavedViews,
  withoutView,
  withView,
  writeSavedViews,
} from './savedViews.ts';

const key = 'exploreViews';
const none: SavedViews = { views: [], damaged: false };

/** The views that the workspace keeps, and the way to change them; answers what there was before. */
function useSavedViews() {
  const client = useClient();
  const queries = useQueryClient();
  const location = useSession((session) => session.workspace?.location);
  const queryKey = useMemo(() => ['exploreViews', location], [location]);
  const read = useCallback(
    async () => readSavedViews(await client.call('workspace.getSetting', { key })),
    [client],
  );
  const query = useQuery({ queryKey, queryFn: read });
  const change = useCallback(
    async (edit: (views: SavedView[]) => SavedView[]) => {
      const before = (await read()).views;
      const views = edit(before);
      await client.call('workspace.setSetting', {
        key,
        value: views.length > 0 ? writeSavedViews(views) : null,
      });
      queries.setQueryData<SavedViews>(queryKey, { views, damaged: false });
      return before;
    },
    [client, queries, queryKey, read],
  );
  return { ...(query.data ?? none), loaded: !query.isPending, error: query.error, change };
}

interface ViewsProps {
  view: PageView;
  onShow(view: PageView): void;
}

/** Charts and selections kept in the workspace by name. */
export function ViewsButton(props: ViewsProps) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      content={
        <div role="dialog" aria-label={t('explore.views.title')} className="saved-slices">
          <Panel {...props} onClose={() => setOpen(false)} />
        </div>
      }
    >
      <Button size="small" icon={<BookOutlined aria-hidden />} aria-haspopup="dialog" aria-expanded={open}>
        {t('explore.views')}
      </Button>
    </Popover>
  );
}

function Panel({ view, onShow, onClose }: ViewsProps & { onClose(): void }) {
  const { t } = useWords();
  const readOnly = useSession((session) => session.workspace?.readOnly ?? false);
  const { views, damaged, loaded, error, change } = useSavedViews();
  const [name, setName] = useState('');
  const [done, setDone] = useState<{ text: string; before: SavedView[] } | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const trimmed = name.trim();
  const exists = trimmed !== '' && findView(views, trimmed) !== undefined;

  async function run(text: string | null, edit: (views: SavedView[]) => SavedView[]) {
    setFailure(null);
    try {
      const before = await change(edit);
      setDone(text === null ? null : { text, before });
    } catch (refused) {
      setFailure(refused);
    }
  }
  const save = () => {
    if (trimmed === '') return;
    void run(t('explore.views.savedNow', { name: trimmed }), (before) =>
      withView(before, trimmed, encodeView(view)),
    );
    setName('');
  };
  const wrong = failure ?? error;
  if (!loaded) return null;
  return (
    <>
      {wrong !== null && <Alert type="error" showIcon role="alert" title={errorWords(wrong, t).title} />}
      {damaged && <Alert type="warning" showIcon title={t('explore.views.damaged')} />}
      {views.length === 0 ? (
        <p className="quiet">{t('explore.views.none')}</p>
      ) : (
        <ul className="saved-list">
          {views.map((saved) => (
            <SavedEntry
              key={saved.name}
              saved={saved}
              isCurrent={saved.view === encodeView(view)}
              readOnly={readOnly}
              onShow={() => {
                const decoded = decodeView(saved.view);
                if (decoded) onShow(decoded);
                onClose();
              }}
              onDelete={() =>
                void run(t('explore.views.deleted', { name: saved.name }), (before) =>
                  withoutView(before, saved.name),
                )
              }
            />
          ))}
        </ul>
      )}
      {done && (
        <Flex className="saved-done" justify="space-between" align="center" gap={8} role="status">
          <span>{done.text}</span>
          <Button size="small" onClick={() => void run(null, () => done.before)}>
            {t('explore.views.undo')}
          </Button>
        </Flex>
      )}
      {readOnly ? (
        <p className="quiet">{t('explore.views.readOnly')}</p>
      ) : (
        <Flex gap={8}>
          <Input
            value={name}
            maxLength={longestName}
            placeholder={t('explore.views.name')}
            aria-label={t('explore.views.name')}
            onChange={({ target }) => setName(target.value)}
            onPressEnter={save}
          />
          <Button icon={<SaveOutlined aria-hidden />} disabled={trimmed === ''} onClick={save}>
            {t(exists ? 'explore.views.replace' : 'explore.views.save')}
          </Button>
        </Flex>
      )}
    </>
  );
}

interface SavedEntryProps {
  saved: SavedView;
  isCurrent: boolean;
  readOnly: boolean;
  onShow(): void;
  onDelete(): void;
}

function SavedEntry({ saved, isCurrent, readOnly, onShow, onDelete }: SavedEntryProps) {
  const { t } = useWords();
  const decoded = decodeView(saved.view);
  const holds = {
    charts: decoded?.charts.length ?? 0,
    filters: Object.keys(decoded?.filters ?? {}).length,
  };
  return (
    <li>
      <Flex align="center" gap={4}>
        <button
          type="button"
          className={isCurrent ? 'saved-apply is-current' : 'saved-apply'}
          aria-label={t('explore.views.apply', { name: saved.name })}
          onClick={onShow}
        >
          <span className="saved-name">{saved.name}</span>
          <span className="saved-holds">{t('explore.views.holds', holds)}</span>
        </button>
        {!readOnly && (
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t('explore.views.delete', { name: saved.name })}
            title={t('explore.views.delete', { name: saved.name })}
            onClick={onDelete}
          />
        )}
      </Flex>
    </li>
  );
}
