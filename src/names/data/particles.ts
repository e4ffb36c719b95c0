/** Words that link the parts of a name and say little by themselves. Own compilation. */
export const PARTICLES: ReadonlySet<string> = new Set(
  (
    'de da do das dos del della dello delle di du des d la le les lo los las el al ul as ad ar an az ash at ath van von der den ter ten vander vom zu zum zur af av til y e i und and et ' +
    'bin ibn ben bint binti bte bt ibnat bar bat ait nic mac mhic ni ui san santa st ste saint o oglu ogly oghlu uulu uly kyzy qizi gizi kizi walad wld ould mint ap ab ferch dit dite nee geb geboren ' +
    'so v vda viuda dela zur ' +
    'бин ибн оглы улы кызы угли ибни аль эль уль фон ван де да ди дер оглу ' +
    'بن ابن بنت ال آل اوغلو ولد زاده ' +
    'בן בת אל ' +
    'του της'
  )
    .split(' ')
    .filter((word) => word !== ''),
);

/** Forms of address, ranks and degrees. Own compilation. */
export const TITLES: ReadonlySet<string> = new Set(
  (
    'mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend fr father sr jr snr jnr sgt lt col gen general colonel captain capt major maj brig brigadier admiral adm judge hon ing eng dipl arch adv ' +
    'sheikh shaikh sheik shaykh cheikh cheik hajji haji hadji hadj alhaj alhaji elhadj elhadji hajj mullah mulla maulana maulavi maulawi mawlawi molvi qari hafiz ustad ustaz sayyid sayed said-sayyid hojatoleslam ayatollah imam emir amir-al ' +
    'herr frau monsieur madame mademoiselle mme mlle m senor senora senorita don dona sig signor signora dott dottssa pan pani gospodin gospodja ' +
    'shri sri smt shrimati kumari thiru selvi u daw ko ma maung saya phra mom nai nang khun tun datuk dato datin tan-sri puan encik tengku raja ' +
    'ii iii iv esq phd md qc kc obe mbe cbe ' +
    'г-н г-жа д-р проф доктор шейх хаджи генерал ' +
    'الشيخ شيخ الحاج حاج دكتور الدكتور السيد السيدة ملا مولوی مولوي حاجي حاجی ' +
    'д-р др'
  ).split(' '),
);
/** Titles that are as often names: kept as words of a name, of little weight. */
for (const word of [
  'ma',
  'ko',
  'u',
  'tun',
  'pan',
  'don',
  'said',
  'sri',
  'raja',
  'general',
  'major',
  'judge',
  'mom',
  'nang',
  'm',
]) {
  (TITLES as Set<string>).delete(word);
}
