import { BookOutlined, DeleteOutlined, EditOutlined, SaveOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Input, Popover } from 'antd';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { findSaved, longestName, type SavedSlice, withoutSaved, withSaved } from '../../app/savedSlices.ts';
import { useSession } from '../../app/session.ts';
import { decodeSlice, encodeSlice } from '../../app/sliceAddress.ts';
import { useSlice } from '../../app/sliceState.ts';
import { sliceWords } from '../../app/sliceWords.ts';
import { useWords } from '../../app/words.tsx';
import { errorWords } from '../../components/ErrorState.tsx';
import { type SavedSlicesControl, useSavedSlices } from './useSavedSlices.ts';

/** Filters and periods kept in the workspace under a name: to come back to, and to keep in step with the work. */
export function SavedSlices() {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const [shown, setShown] = useState(false);
  const saved = useSavedSlices();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (shown && saved.loaded) panel.current?.querySelector<HTMLElement>('button, input')?.focus();
  }, [shown, saved.loaded]);

  function close() {
    setOpen(false);
    button.current?.focus();
  }
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      afterOpenChange={setShown}
      trigger="click"
      placement="bottomLeft"
      destroyOnHidden
      content={
        <div
          ref={panel}
          tabIndex={-1}
          role="dialog"
          aria-label={t('slices.title')}
          className="saved-slices"
          onKeyDown={(event: KeyboardEvent) => {
            if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
            event.stopPropagation();
            close();
          }}
        >
          {saved.loaded && <Panel saved={saved} panel={panel} onClose={close} />}
        </div>
      }
    >
      <Button ref={button} icon={<BookOutlined aria-hidden />} aria-haspopup="dialog" aria-expanded={open}>
        {t('slices.saved')}
      </Button>
    </Popover>
  );
}

interface Done {
  text: string;
  before: SavedSlice[];
}

/** Does a change and keeps what is needed to take it back, or says why it could not be done. */
function useChanges({ change }: SavedSlicesControl) {
  const { t } = useWords();
  const [done, setDone] = useState<Done | null>(null);
  const [error, setError] = useState<unknown>(null);
  async function run(text: string | null, edit: (slices: SavedSlice[]) => SavedSlice[]): Promise<boolean> {
    setError(null);
    setDone(null);
    try {
      const before = await change(edit);
      setDone(text === null ? null : { text, before });
      return true;
    } catch (failure) {
      setError(failure);
      return false;
    }
  }
  return { done, failed: error === null ? null : errorWords(error, t).title, run };
}

interface PanelProps {
  saved: SavedSlicesControl;
  panel: RefObject<HTMLDivElement | null>;
  onClose(): void;
}

function Panel({ saved, panel, onClose }: PanelProps) {
  const { t } = useWords();
  const readOnly = useSession((session) => session.workspace?.readOnly ?? false);
  const current = encodeSlice(useSlice().state);
  const [renaming, setRenaming] = useState<string | null>(null);
  const { done, failed, run } = useChanges(saved);
  useEffect(() => {
    // A button that was pressed may be gone; the keys still belong to the panel.
    if (document.activeElement === document.body) panel.current?.focus();
  });
  const error = failed ?? (saved.error ? errorWords(saved.error, t).title : null);

  return (
    <>
      {error && <Alert type="error" showIcon role="alert" title={error} />}
      {saved.damaged && (
        <Alert type="warning" showIcon title={t(readOnly ? 'slices.damaged' : 'slices.damaged.replaced')} />
      )}
      {saved.slices.length === 0 ? (
        <p className="quiet">{t('slices.none')}</p>
      ) : (
        <ul className="saved-list" aria-label={t('slices.title')}>
          {saved.slices.map((each) => (
            <li key={each.name}>
              {renaming === each.name ? (
                <NameForm
                  label={t('slices.rename', { name: each.name })}
                  start={each.name}
                  action={() => t('slices.rename.do')}
                  refuse={(name) => {
                    const other = findSaved(saved.slices, name);
                    return other && other.name !== each.name ? t('slices.taken', { name: other.name }) : null;
                  }}
                  onCancel={() => setRenaming(null)}
                  onName={async (name) => {
                    const kept = await run(t('slices.renamed', { name: each.name, to: name }), (slices) =>
                      withSaved(withoutSaved(slices, each.name), name, each.slice),
                    );
                    if (kept) setRenaming(null);
                    return kept;
                  }}
                />
              ) : (
                <Entry
                  saved={each}
                  isCurrent={each.slice === current}
                  onApply={() => {
                    saved.apply(each);
                    onClose();
                  }}
                >
                  {!readOnly && (
                    <>
                      <Tool
                        label={t('slices.overwrite', { name: each.name })}
                        icon={<SaveOutlined aria-hidden />}
                        disabled={each.slice === current}
                        onClick={() =>
                          void run(t('slices.overwritten', { name: each.name }), (slices) =>
                            withSaved(slices, each.name, current),
                          )
                        }
                      />
                      <Tool
                        label={t('slices.rename', { name: each.name })}
                        icon={<EditOutlined aria-hidden />}
                        onClick={() => setRenaming(each.name)}
                      />
                      <Tool
                        label={t('slices.delete', { name: each.name })}
                        icon={<DeleteOutlined aria-hidden />}
                        onClick={() =>
                          void run(t('slices.deleted', { name: each.name }), (slices) =>
                            withoutSaved(slices, each.name),
                          )
                        }
                      />
                    </>
                  )}
                </Entry>
              )}
            </li>
          ))}
        </ul>
      )}
      {done && <TakeBack text={done.text} onUndo={() => void run(null, () => done.before)} />}
      {readOnly ? (
        <p className="quiet">{t('slices.readOnly')}</p>
      ) : (
        <NameForm
          label={t('slices.save')}
          action={(name) => t(findSaved(saved.slices, name) ? 'slices.replace' : 'slices.save.do')}
          onName={(name) => {
            const known = findSaved(saved.slices, name);
            const text = known
              ? t('slices.overwritten', { name: known.name })
              : t('slices.savedNow', { name });
            return run(text, (slices) => withSaved(slices, name, current));
          }}
        />
      )}
    </>
  );
}

interface EntryProps {
  saved: SavedSlice;
  isCurrent: boolean;
  onApply(): void;
  children: ReactNode;
}

function Entry({ saved, isCurrent, onApply, children }: EntryProps) {
  const { t } = useWords();
  return (
    <Flex align="center" gap={2}>
      <button
        type="button"
        className={isCurrent ? 'saved-apply is-current' : 'saved-apply'}
        aria-current={isCurrent}
        aria-label={t('slices.apply', { name: saved.name })}
        onClick={onApply}
      >
        <span className="saved-name">{saved.name}</span>
        <span className="saved-holds">{sliceWords(decodeSlice(new URLSearchParams(saved.slice)), t)}</span>
      </button>
      {children}
    </Flex>
  );
}

interface ToolProps {
  label: string;
  icon: ReactNode;
  disabled?: boolean;
  onClick(): void;
}

function Tool({ label, icon, disabled = false, onClick }: ToolProps) {
  return (
    <Button type="text" icon={icon} disabled={disabled} aria-label={label} title={label} onClick={onClick} />
  );
}

/** What was just done, and the way back. Takes the focus: the button that was pressed may be gone. */
function TakeBack({ text, onUndo }: { text: string; onUndo(): void }) {
  const { t } = useWords();
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (text) undo.current?.focus();
  }, [text]);
  return (
    <Flex align="center" justify="space-between" gap={8} className="saved-done" role="status">
      <span>{text}</span>
      <Button ref={undo} size="small" onClick={onUndo}>
        {t('slices.undo')}
      </Button>
    </Flex>
  );
}

interface NameFormProps {
  label: string;
  start?: string;
  action(name: string): string;
  /** Why the name cannot be. */
  refuse?(name: string): string | null;
  onName(name: string): Promise<boolean>;
  onCancel?(): void;
}

function NameForm({ label, start = '', action, refuse, onName, onCancel }: NameFormProps) {
  const { t } = useWords();
  const [text, setText] = useState(start);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const name = text.trim();
  const refused = refuse?.(name) ?? null;
  const isRename = start !== '';

  useEffect(() => {
    if (isRename) form.current?.querySelector('input')?.select();
  }, [isRename]);

  async function submit() {
    if (name === '' || refused || busy) return;
    setBusy(true);
    const kept = await onName(name);
    setBusy(false);
    if (kept) setText('');
  }

  return (
    <form
      ref={form}
      className="saved-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Flex gap={6}>
        <Input
          value={text}
          maxLength={longestName}
          placeholder={label}
          aria-label={label}
          aria-invalid={refused !== null}
          status={refused ? 'error' : ''}
          onChange={(event) => setText(event.target.value)}
        />
        <Button
          type={isRename ? 'default' : 'primary'}
          htmlType="submit"
          loading={busy}
          disabled={name === '' || refused !== null}
        >
          {action(name)}
        </Button>
        {onCancel && <Button onClick={onCancel}>{t('action.cancel')}</Button>}
      </Flex>
      {refused && (
        <p className="saved-refused" role="alert">
          {refused}
        </p>
      )}
    </form>
  );
}
