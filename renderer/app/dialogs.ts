import { create } from 'zustand';

interface Dialogs {
  /** The command palette. */
  palette: boolean;
  /** The dialog that names a new workspace. */
  naming: boolean;
  show(dialog: 'palette' | 'naming', open: boolean): void;
}

/** Dialogs that open from more than one place: a button, a key, the native menu. */
export const useDialogs = create<Dialogs>()((set) => ({
  palette: false,
  naming: false,
  show: (dialog, open) => set({ [dialog]: open }),
}));
