/**
 * What our databases' names begin with. On an own PostgreSQL the address's database names them, so that two
 * installations can share one server.
 */
export function databasePrefix(url: string | undefined): string {
  if (url === undefined) return 'homeward';
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  return name === '' || name === 'postgres' ? 'homeward' : name;
}
