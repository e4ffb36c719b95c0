import type { Node } from '../node.ts';
import type { Login } from './people.ts';

/** Where the consoles are and who may sign in. */
export function printWelcome(nodes: readonly Node[], logins: readonly Login[], print: (line: string) => void): void {
  print('');
  print('Homeward is running. Consoles:');
  for (const node of nodes) print(`  ${node.code.padEnd(5)} ${node.url}`);
  print('');
  print('Invented people of this installation (for a one-time code: npm run homeward -- code BUREAU USERNAME):');
  for (const node of nodes) {
    for (const login of logins.filter((l) => l.bureau === node.code)) {
      print(
        `  ${node.code.padEnd(5)} ${login.username.padEnd(12)} ${login.password}  ${login.totpSecret}  ${login.roles.join(', ')}`,
      );
    }
  }
  print('        (columns: bureau, user name, password, authenticator secret, roles)');
  print('');
  print('Ctrl-C stops everything, PostgreSQL included.');
}
