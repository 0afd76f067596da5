import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export const cookieName = 'quarterdeck';

/** One browser may use this host: whoever brings the token of the start address first. */
export interface Session {
  readonly token: string;
  /** The cookie to set, for the right token and the first time only; else null. */
  begin(token: string): string | null;
  holds(cookieHeader: string | undefined): boolean;
}

export function createSession(): Session {
  const token = randomBytes(32).toString('base64url');
  const secret = randomBytes(32).toString('base64url');
  let spent = false;
  function begin(given: string): string | null {
    if (spent || !same(given, token)) return null;
    spent = true;
    return `${cookieName}=${secret}; Path=/; HttpOnly; SameSite=Strict`;
  }
  function holds(cookieHeader: string | undefined): boolean {
    const cookies = (cookieHeader ?? '').split(';').map((pair) => pair.trim());
    return cookies.some(
      (pair) => pair.startsWith(`${cookieName}=`) && same(pair.slice(cookieName.length + 1), secret),
    );
  }
  return { token, begin, holds };
}

/** In the same time whatever is given. */
function same(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}
