import { Button, Paper, Select, SimpleGrid } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { ASSISTANCE, type SheetView } from '../../../../src/directory/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { CountriesSelect } from '../../form/CountrySelect.tsx';
import { useText } from '../../i18n/use-text.ts';
import { SheetSection } from './SheetSection.tsx';

const MOST = 4;

/** What do I need to have someone interviewed in Spain? One country on one page, or several side by side. */
export function RequirementsPage() {
  const text = useText();
  const [params, setParams] = useSearchParams();
  const countries = (params.get('countries') ?? '').split(',').filter((code) => /^[A-Z]{2}$/.test(code));
  const wanted = params.get('for');
  const change = (next: Record<string, string>) => {
    const all = { countries: countries.join(','), for: wanted ?? '', ...next };
    setParams(Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')), { replace: true });
  };
  const query = useGet<{ sheets: SheetView[] }>(
    '/api/requirements/compare',
    { countries: countries.join(',') },
    { enabled: countries.length > 0 },
  );
  return (
    <>
      <PageHeader
        title={text.t('req.title')}
        actions={
          countries.length > 0 && (
            <Button variant="default" onClick={() => window.print()}>
              {text.t('req.print')}
            </Button>
          )
        }
      />
      <Paper withBorder p="md" mb="md">
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <CountriesSelect
            id="requirement-countries"
            label={text.t('req.countries')}
            error={null}
            value={countries}
            onChange={(value) => change({ countries: value.slice(0, MOST).join(',') })}
          />
          <Select
            label={text.t('req.for')}
            data={[
              { value: '', label: text.t('req.all') },
              ...ASSISTANCE.map((value) => ({ value, label: text.word(value, 'assistance') })),
            ]}
            value={wanted ?? ''}
            allowDeselect={false}
            onChange={(value) => change({ for: value ?? '' })}
          />
        </SimpleGrid>
      </Paper>
      {countries.length > 0 && (
        <Loaded query={query}>
          {({ sheets }) => (
            <SimpleGrid cols={{ base: 1, lg: Math.min(2, sheets.length) }} className="print-alone">
              {sheets.map((sheet) => (
                <SheetSection key={sheet.country} sheet={sheet} wanted={wanted} />
              ))}
            </SimpleGrid>
          )}
        </Loaded>
      )}
    </>
  );
}
