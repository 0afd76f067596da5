/** The frame: rail, top bar, slice bar, start page, command palette, settings. */
export const frame = {};
