export interface Browser {
  name: string;
  path: string;
}

export function findBrowser(
  environment?: Record<string, string | undefined>,
  platform?: NodeJS.Platform,
): Browser | null;
