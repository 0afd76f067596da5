import type { OptionValue } from '../../../shared/domain/exhibit.ts';

type Options = Record<string, string | number | null>;

/**
 * The usual options with what was chosen in their place. What an address cannot mean (another word than the choices, a
 * number that is none) stays as usual; a usual null is a number that the engine decides.
 */
export function readOptions<Usual extends Options>(
  asked: Record<string, OptionValue>,
  usual: Usual,
  choices: { [Name in keyof Usual]?: readonly string[] },
): Usual {
  const read = (name: string, otherwise: string | number | null) => {
    const text = asked[name];
    if (typeof text !== 'string' || text === '') return otherwise;
    if (typeof otherwise === 'string') return choices[name]?.includes(text) === false ? otherwise : text;
    return Number.isFinite(Number(text)) ? Number(text) : otherwise;
  };
  const entries = Object.entries(usual).map(([name, otherwise]) => [name, read(name, otherwise)]);
  return Object.fromEntries(entries) as Usual;
}

/** What `ChosenOptions.set` takes for these options: null for what is as usual. */
export function writeOptions<Usual extends Options>(options: Usual, usual: Usual): Options {
  const entries = Object.entries(options).map(([name, value]) => [
    name,
    value === usual[name] ? null : value,
  ]);
  return Object.fromEntries(entries) as Options;
}
