import { Alert, Button, Card, Group, List, Select, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { serverPath } from '../../api.ts';
import { useAction } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import { endedMonths } from './months.ts';
import { ServerChoice, useServerChoice } from './server-choice.tsx';

const MONTHS = 12;

interface Looked {
  readonly month: string;
  readonly notices: readonly string[];
}

/** The month's file for the revenue agency, and the archive that it is made from. */
export function AuditFile() {
  const { api, words, language } = usePage();
  const choice = useServerChoice();
  const months = endedMonths(new Date(), MONTHS, language);
  const [month, setMonth] = useState(months[0]?.value ?? '');
  const [looked, setLooked] = useState<Looked | null>(null);
  const look = useAction(async () => {
    setLooked(null);
    const path = '/api/profiles/{name}/audit/{month}';
    const { notices } = await api.ask(path, { name: choice.server, month });
    setLooked({ month, notices });
  });
  const base = serverPath(choice.server);
  return (
    <>
      <Card withBorder>
        <Title order={2}>{words.firm.audit}</Title>
        <Text size="sm" c="dimmed" my="sm">
          {words.firm.auditHint}
        </Text>
        <div className="firm-form">
          <ServerChoice {...choice} />
          <Select
            label={words.firm.month}
            data={[...months]}
            value={month}
            onChange={(chosen) => {
              setMonth(chosen ?? month);
              setLooked(null);
            }}
            allowDeselect={false}
          />
        </div>
        <FaultNote fault={look.fault} />
        {looked === null ? null : (
          <Alert color="pine" mt="md" role="status">
            {looked.notices.length === 0 ? words.firm.auditClean : words.firm.auditReady}
            <List size="sm" mt="xs">
              {looked.notices.map((notice) => (
                <List.Item key={notice}>{notice}</List.Item>
              ))}
            </List>
          </Alert>
        )}
        <Group mt="md">
          <Button
            variant={looked === null ? 'filled' : 'default'}
            loading={look.isBusy}
            disabled={choice.server === ''}
            onClick={() => void look.run()}
          >
            {words.firm.auditCheck}
          </Button>
          {looked === null ? null : (
            <Button component="a" href={`${base}/audit/${looked.month}/file`} download>
              {words.firm.auditDownload}
            </Button>
          )}
        </Group>
      </Card>
      <Card withBorder>
        <Title order={2}>{words.firm.archiveTitle}</Title>
        <Text size="sm" c="dimmed" my="sm">
          {words.firm.archiveHint}
        </Text>
        <Group>
          <Button
            component="a"
            href={`${base}/archive.jsonl`}
            download
            variant="default"
            {...(choice.server === '' ? { 'data-disabled': true } : {})}
          >
            {words.firm.archiveDownload}
          </Button>
        </Group>
      </Card>
    </>
  );
}
