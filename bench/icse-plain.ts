import pg from 'pg';

/** The same search with nothing but PostgreSQL: the hashes as bits, all of them counted for every question. */
export interface PlainSearch extends AsyncDisposable {
  /** Milliseconds for these pictures, one after another; each with its turned forms, which differ by 31 bits at most. */
  time(pictures: readonly { pdq?: string | undefined; dihedral?: readonly string[] | undefined }[]): Promise<number>;
}

const ROWS = "CREATE TABLE IF NOT EXISTS plain_hash AS SELECT seq, ('x' || pdq)::bit(256) AS bits FROM icse_media";

export async function openPlainSearch(url: string): Promise<PlainSearch> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query("SELECT to_regclass('plain_hash') AS there");
  if (rows[0]?.there === null) {
    await client.query(ROWS);
    await client.query('VACUUM ANALYZE plain_hash');
  }
  const forms = Array.from({ length: 8 }, (_, n) => `bit_count(bits # $${n + 1}::bit(256))`);
  const text = `SELECT seq FROM plain_hash WHERE least(${forms.join(', ')}) <= 31`;
  return {
    async time(pictures) {
      const begun = performance.now();
      for (const { dihedral = [] } of pictures) {
        await client.query({ text, values: dihedral.map(bitsOf), name: 'plain-search' });
      }
      return performance.now() - begun;
    },
    [Symbol.asyncDispose]: () => client.end(),
  };
}

function bitsOf(hex: string): string {
  return [...hex].map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join('');
}
