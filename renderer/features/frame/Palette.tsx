import { Input, type InputRef } from 'antd';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Command } from '../../app/commands.ts';
import { useWords } from '../../app/words.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useAccountCommands, usePaletteGroups } from './paletteCommands.ts';

interface Group {
  key: string;
  title: string;
  commands: Command[];
}

function matches(label: string, wanted: string): boolean {
  const text = label.toLocaleLowerCase();
  return wanted
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((part) => text.includes(part));
}

/** Everything one can go to or do, by typing a part of its name. */
export function Palette({ onClose }: { onClose(): void }) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const list = useId();
  const input = useRef<InputRef>(null);
  const accounts = useAccountCommands(text);
  const all = usePaletteGroups();
  const groups = useMemo<Group[]>(() => {
    const found = all.map((group) => ({
      ...group,
      commands: group.commands.filter((command) => matches(command.label, text)),
    }));
    const withAccounts = [...found, { key: 'accounts', title: t('palette.accounts'), commands: accounts }];
    return withAccounts.filter((group) => group.commands.length > 0);
  }, [all, accounts, text, t]);
  const commands = groups.flatMap((group) => group.commands);
  const current = commands[Math.min(active, commands.length - 1)];

  useEffect(() => {
    input.current?.focus();
  }, []);

  useEffect(() => {
    if (current) document.getElementById(optionId(list, current))?.scrollIntoView({ block: 'nearest' });
  }, [list, current]);

  function run(command: Command) {
    onClose();
    command.run();
  }
  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && commands.length > 0) {
      event.preventDefault();
      setActive((now) => (Math.min(now, commands.length - 1) + step + commands.length) % commands.length);
    }
    if (event.key === 'Enter' && current && !event.nativeEvent.isComposing) run(current);
  }

  return (
    <Dialog
      open
      footer={null}
      closable={false}
      onCancel={onClose}
      title={null}
      className="palette"
      width={560}
    >
      <Input
        ref={input}
        size="large"
        variant="borderless"
        value={text}
        placeholder={t('palette.placeholder')}
        aria-label={t('palette.placeholder')}
        role="combobox"
        aria-expanded
        aria-controls={list}
        {...(current ? { 'aria-activedescendant': optionId(list, current) } : {})}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={list} role="listbox" aria-label={t('palette.open')} className="palette-list">
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a listbox groups its options by role
          <div key={group.key} role="group" aria-label={group.title}>
            <div className="palette-group" aria-hidden>
              {group.title}
            </div>
            {group.commands.map((command) => (
              <Option
                key={command.id}
                list={list}
                command={command}
                active={command === current}
                onRun={run}
              />
            ))}
          </div>
        ))}
        {commands.length === 0 && <p className="palette-none">{t('palette.none')}</p>}
      </div>
    </Dialog>
  );
}

function optionId(list: string, command: Command): string {
  return `${list}-${command.id.replace(/\s+/g, '_')}`;
}

interface OptionProps {
  list: string;
  command: Command;
  active: boolean;
  onRun(command: Command): void;
}

function Option({ list, command, active, onRun }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above holds the focus and takes the keys
    <div
      id={optionId(list, command)}
      role="option"
      aria-selected={active}
      tabIndex={-1}
      className={active ? 'palette-option is-active' : 'palette-option'}
      onClick={() => onRun(command)}
    >
      {command.label}
    </div>
  );
}
