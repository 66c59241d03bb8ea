import { Checkbox, Input, Stack } from '@mantine/core';
import type { Choices } from '../../parts/choices.ts';

type Group = Choices['groups'][number];

interface Node {
  readonly group: Group;
  readonly children: readonly Node[];
}

const LETTERS = 3;

/** The tree that the codes spell: three letters a level. */
function treeOf(groups: readonly Group[]): readonly Node[] {
  const sorted = groups
    .filter((group) => /^([A-Z]{3})+$/.test(group.code))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const below = (code: string): readonly Node[] =>
    sorted
      .filter((group) => group.code.length === code.length + LETTERS && group.code.startsWith(code))
      .map((group) => ({ group, children: below(group.code) }));
  return below('');
}

function idsOf(node: Node): readonly number[] {
  return [node.group.id, ...node.children.flatMap(idsOf)];
}

interface TreeProps {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly error: string | undefined;
  readonly groups: readonly Group[];
  readonly chosen: readonly number[];
  readonly onChange: (chosen: readonly number[]) => void;
}

/** Groups to choose, as a tree; a group takes its subgroups along. */
export function GroupTree({ label, description, error, groups, chosen, onChange }: TreeProps) {
  const set = new Set(chosen);
  const toggle = (node: Node, isOn: boolean): void => {
    const next = new Set(set);
    for (const id of idsOf(node)) {
      if (isOn) next.add(id);
      else next.delete(id);
    }
    onChange([...next].toSorted((a, b) => a - b));
  };
  return (
    <Input.Wrapper label={label} description={description} error={error} labelElement="div">
      <Stack gap={4} mt="xs" role="group" aria-label={label}>
        {treeOf(groups).map((node) => (
          <Branch key={node.group.id} node={node} chosen={set} onToggle={toggle} />
        ))}
      </Stack>
    </Input.Wrapper>
  );
}

function Branch(props: {
  readonly node: Node;
  readonly chosen: ReadonlySet<number>;
  readonly onToggle: (node: Node, isOn: boolean) => void;
}) {
  const { node, chosen, onToggle } = props;
  const ids = idsOf(node);
  const count = ids.filter((id) => chosen.has(id)).length;
  const suffix = node.children.length === 0 ? '' : ` (${count}/${ids.length})`;
  return (
    <>
      <Checkbox
        label={`${node.group.name}${suffix}`}
        checked={chosen.has(node.group.id)}
        indeterminate={!chosen.has(node.group.id) && count > 0}
        onChange={(event) => onToggle(node, event.currentTarget.checked)}
      />
      {node.children.length === 0 ? null : (
        <Stack gap={4} className="tree-level">
          {node.children.map((child) => (
            <Branch key={child.group.id} node={child} chosen={chosen} onToggle={onToggle} />
          ))}
        </Stack>
      )}
    </>
  );
}
