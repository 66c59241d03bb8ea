import { Chip } from '@mantine/core';
import { useFormats } from '../../formats.ts';

/** One filter of a list: on or off, and how many it would leave where that is known. */
export function FilterChip(props: {
  readonly label: string;
  readonly count?: number;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}) {
  const formats = useFormats();
  return (
    <Chip size="xs" variant="light" checked={props.isOn} onChange={props.onChange}>
      {props.label}
      {props.count === undefined ? null : <span className="figure"> {formats.count(props.count)}</span>}
    </Chip>
  );
}
