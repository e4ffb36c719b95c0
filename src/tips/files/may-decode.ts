/**
 * Whether a file may be opened by a program or a person: somebody at the provider has looked at it, or legal authority for it or
 * for all of its report is recorded and stands (United States v. Wilson, 9th Cir. 2021; courts differ). As SQL over `tips_file`.
 */
export function mayDecode(alias: string): string {
  return `(${alias}.viewed = 'yes' OR EXISTS (SELECT FROM tips_authority a WHERE a.tip_id = ${alias}.tip_id
    AND a.withdrawn_at IS NULL AND (a.file_id IS NULL OR a.file_id = ${alias}.id)))`;
}
