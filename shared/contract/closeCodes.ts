/** Why the browser host ends a socket, in the range left to applications. */
export const closeCodes = { ended: 4000, engineLost: 4001 } as const;
