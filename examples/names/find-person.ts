/** Finds a person written in one script among persons written in others: `node examples/names/find-person.ts '최준호' 1984-01-08` */
import { PersonIndex, TOKEN_REASONS } from '../../src/names/index.ts';

const index = PersonIndex.build([
  { id: '1', names: [{ text: 'Choi Joon-ho' }], births: ['1984-01-08'] },
  { id: '2', names: [{ text: 'Сергей Щербаков' }], births: ['1971'] },
  { id: '3', names: [{ text: 'عبد الرحمن السعيد' }], births: ['1990-05-03'], nationalities: ['JO'] },
  { id: '4', names: [{ text: 'María del Carmen López García' }], births: ['1965-12-01'] },
]);

const [text = 'Abdurrahman Alsaeed', birth] = process.argv.slice(2);
for (const { id, score, terms, name } of index.query({
  names: [{ text }],
  ...(birth === undefined ? {} : { births: [birth] }),
})) {
  console.log(`${id}  ${score.toFixed(3)}  ${terms.map((term) => term.code).join(', ')}`);
  for (const { query, record, reason } of name.tokens) {
    console.log(
      `     ${query ?? '–'} / ${record ?? '–'}: ${TOKEN_REASONS[reason as keyof typeof TOKEN_REASONS] ?? reason}`,
    );
  }
}
