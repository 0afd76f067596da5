/**
 * Address of a module beside this one, for a worker or process to start from: the source under Node, the compiled file
 * in a build. `siblingModule(import.meta.url, './parseWorker')`.
 */
export function siblingModule(importMetaUrl: string, name: string): URL {
  return new URL(`${name}${importMetaUrl.endsWith('.ts') ? '.ts' : '.js'}`, importMetaUrl);
}
