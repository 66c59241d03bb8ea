import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';

/** Nothing here: what will stand here and why it does not yet, and what may be done about it. */
export function EmptyState(props: {
  readonly icon?: IconName;
  readonly text: ReactNode;
  /** Buttons or links. */
  readonly children?: ReactNode;
}) {
  return (
    <div className="empty">
      <Icon name={props.icon ?? 'nothing'} size={32} />
      <p>{props.text}</p>
      {props.children}
    </div>
  );
}
