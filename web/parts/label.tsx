import type { ReactNode } from 'react';

export type LabelColor = 'gray' | 'blue' | 'orange' | 'grape' | 'yellow' | 'cyan' | 'pine' | 'red';

/**
 * A word on a ground of its colour: how a record stands. Lists draw dozens of it in every frame that they are
 * scrolled, so that it is as plain as it can be.
 */
export function Label(props: {
  readonly color: LabelColor;
  /** Bordered and without a ground: what is settled and no longer counts. */
  readonly isOutlined?: boolean;
  readonly children: ReactNode;
}) {
  const { color, isOutlined = false, children } = props;
  const name = isOutlined ? 'label label-outlined' : 'label';
  return <span className={`${name} label-${color}`}>{children}</span>;
}
