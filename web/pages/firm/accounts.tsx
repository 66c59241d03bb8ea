import { Button, Card, Group, PasswordInput, Select, Stack, Table, TextInput } from '@mantine/core';
import { useAnswer } from '../../answers.ts';
import { useState } from 'react';
import type { Fault } from '../../api.ts';
import { asFault, usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { FaultNote } from '../../parts/fault-note.tsx';

/** Who may come in; for the owner. */
export function Accounts() {
  const { api, words, language } = usePage();
  const formats = useFormats();
  const { value, fault, reload } = useAnswer('/api/accounts', {});
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState<string>('operator');
  const [problem, setProblem] = useState<Fault | null>(null);

  const act = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
      setProblem(null);
      await reload();
    } catch (error) {
      setProblem(asFault(error, words));
    }
  };
  const add = (): Promise<void> =>
    act(async () => {
      await api.send('POST', '/api/accounts', { name, password, role, language });
      setName('');
      setPassword('');
    });

  return (
    <Stack>
      <FaultNote fault={problem ?? fault} />
      <Card withBorder className="scroll-x">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.everywhere.name}</Table.Th>
              <Table.Th>{words.firm.role}</Table.Th>
              <Table.Th>{words.everywhere.since}</Table.Th>
              <Table.Th aria-label={words.everywhere.remove} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {(value ?? []).map((account) => (
              <Table.Tr key={account.id}>
                <Table.Td>{account.name}</Table.Td>
                <Table.Td>{account.role === 'owner' ? words.firm.owner : words.firm.operator}</Table.Td>
                <Table.Td>{formats.moment(account.createdAt)}</Table.Td>
                <Table.Td>
                  <Button
                    variant="default"
                    c="red"
                    size="compact-sm"
                    onClick={() => void act(() => api.send('DELETE', `/api/accounts/${account.id}`))}
                  >
                    {words.everywhere.remove}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Card>
      <Card withBorder>
        <Group align="end">
          <TextInput
            label={words.everywhere.name}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <PasswordInput
            label={words.everywhere.password}
            description={words.everywhere.passwordHint}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            w={220}
          />
          <Select
            label={words.firm.role}
            value={role}
            onChange={(chosen) => setRole(chosen ?? 'operator')}
            data={[
              { value: 'operator', label: words.firm.operator },
              { value: 'owner', label: words.firm.owner },
            ]}
            allowDeselect={false}
          />
          <Button onClick={() => void add()}>{words.everywhere.add}</Button>
        </Group>
      </Card>
    </Stack>
  );
}
