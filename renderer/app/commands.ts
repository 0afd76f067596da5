import { useEffect, useId } from 'react';
import { create } from 'zustand';

/** Something the command palette can do. */
export interface Command {
  id: string;
  label: string;
  run(): void;
}

interface Commands {
  byOwner: Record<string, Command[]>;
}

const useCommandStore = create<Commands>()(() => ({ byOwner: {} }));

/** Offers commands in the palette as long as the component is on screen. */
export function useCommands(commands: Command[]): void {
  const owner = useId();
  useEffect(() => {
    useCommandStore.setState(({ byOwner }) => ({ byOwner: { ...byOwner, [owner]: commands } }));
    return () =>
      useCommandStore.setState(({ byOwner }) => {
        const { [owner]: _gone, ...rest } = byOwner;
        return { byOwner: rest };
      });
  }, [owner, commands]);
}

export function useOfferedCommands(): Record<string, Command[]> {
  return useCommandStore((store) => store.byOwner);
}
