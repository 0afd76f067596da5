/** Native menus and dialogs of the desktop shell. */
export const native = {};
