import type { ComponentProps } from 'react';

/** ARIA's grid pattern on plain boxes: a table element of a million rows could not be drawn in parts. */
export function Box(props: ComponentProps<'div'>) {
  return <div {...props} />;
}
