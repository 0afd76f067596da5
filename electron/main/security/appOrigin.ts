/** Where the page lives: its own scheme, never file:, from which any file could be read. */
export const appScheme = 'app';
export const appHost = 'quarterdeck';
export const appOrigin = `${appScheme}://${appHost}`;

/** Compared as parsed addresses; a text that merely starts like ours is another place. */
export function isOwnAddress(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.protocol === `${appScheme}:` && url.host === appHost && url.username === '';
}
