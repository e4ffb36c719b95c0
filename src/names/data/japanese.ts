/**
 * Common Japanese family names with their readings, by own compilation: kanji, then the readings.
 * What is not here is read by the on and kun readings of its characters.
 */
const SURNAME_LINES = `
佐藤 sato|鈴木 suzuki|高橋 takahashi|田中 tanaka|伊藤 ito|渡辺 watanabe|渡邊 watanabe|渡邉 watanabe|山本 yamamoto|中村 nakamura|小林 kobayashi|加藤 kato|吉田 yoshida
山田 yamada|佐々木 sasaki|山口 yamaguchi|松本 matsumoto|井上 inoue|木村 kimura|林 hayashi|斎藤 saito|斉藤 saito|齋藤 saito|清水 shimizu|山崎 yamazaki yamasaki|森 mori|池田 ikeda
橋本 hashimoto|阿部 abe|石川 ishikawa|山下 yamashita|中島 nakajima nakashima|石井 ishii|小川 ogawa|前田 maeda|岡田 okada|長谷川 hasegawa|藤田 fujita|後藤 goto|近藤 kondo
村上 murakami|遠藤 endo|青木 aoki|坂本 sakamoto|福田 fukuda|太田 ota|西村 nishimura|藤井 fujii|金子 kaneko|岡本 okamoto|藤原 fujiwara|三浦 miura|中野 nakano|中川 nakagawa
原田 harada|松田 matsuda|竹内 takeuchi|小野 ono|田村 tamura|中山 nakayama|和田 wada|石田 ishida|森田 morita|上田 ueda|原 hara|内田 uchida|柴田 shibata|酒井 sakai|宮崎 miyazaki
横山 yokoyama|高木 takagi|安藤 ando|宮本 miyamoto|大野 ono|小島 kojima|谷口 taniguchi|工藤 kudo|高田 takada|今井 imai|増田 masuda|丸山 maruyama|杉山 sugiyama|村田 murata
大塚 otsuka|新井 arai|小山 koyama oyama|平野 hirano|藤本 fujimoto|河野 kono kawano|上野 ueno|武田 takeda|野口 noguchi|松井 matsui|千葉 chiba|菅原 sugawara|岩崎 iwasaki
木下 kinoshita|久保 kubo|佐野 sano|野村 nomura|松尾 matsuo|市川 ichikawa|菊地 kikuchi|菊池 kikuchi|杉本 sugimoto|古川 furukawa|大西 onishi|島田 shimada|水野 mizuno|桜井 sakurai
櫻井 sakurai|高野 takano|渡部 watanabe watabe|吉川 yoshikawa kikkawa|山内 yamauchi|西田 nishida|飯田 iida|菊田 kikuta|西川 nishikawa|小松 komatsu|北村 kitamura|安田 yasuda|五十嵐 igarashi
川口 kawaguchi|平田 hirata|関 seki|中田 nakata nakada|久保田 kubota|服部 hattori|東 higashi azuma|岩田 iwata|土屋 tsuchiya|川崎 kawasaki|福島 fukushima|本田 honda|辻 tsuji|樋口 higuchi
秋山 akiyama|永井 nagai|山中 yamanaka|中西 nakanishi|吉村 yoshimura|川上 kawakami|石原 ishihara|大橋 ohashi|松岡 matsuoka|馬場 baba|浜田 hamada|濱田 hamada|森本 morimoto|星野 hoshino
矢野 yano|浅野 asano|大島 oshima|松下 matsushita|吉岡 yoshioka|野田 noda|石橋 ishibashi|望月 mochizuki|熊谷 kumagai|小池 koike|松村 matsumura|大久保 okubo|岩本 iwamoto|松原 matsubara
片山 katayama|田辺 tanabe|桑原 kuwahara kuwabara|松浦 matsuura|荒木 araki|早川 hayakawa|岡崎 okazaki|荒井 arai|高山 takayama|岡 oka|奥村 okumura|西山 nishiyama|栗原 kurihara|本間 honma
広瀬 hirose|廣瀬 hirose|尾崎 ozaki|黒田 kuroda|大石 oishi|川村 kawamura|小田 oda|菅野 kanno sugano|田口 taguchi|東野 higashino|上原 uehara|堀 hori|成田 narita|須藤 sudo|鎌田 kamata kamada
内藤 naito|中尾 nakao|宮田 miyata|白井 shirai|植田 ueda|比嘉 higa|金城 kinjo kaneshiro|大城 oshiro|島袋 shimabukuro|小泉 koizumi|安倍 abe|岸田 kishida|菅 suga kan|麻生 aso|鳩山 hatoyama
福井 fukui|黒木 kuroki|堀内 horiuchi|富田 tomita|戸田 toda|萩原 hagiwara|水谷 mizutani|三宅 miyake|坂井 sakai|坂口 sakaguchi|神田 kanda|岸 kishi|平井 hirai|大谷 otani|北川 kitagawa
稲垣 inagaki|松永 matsunaga|関口 sekiguchi|根本 nemoto|吉野 yoshino|飯塚 iizuka|篠原 shinohara|杉浦 sugiura|塚本 tsukamoto|南 minami|西 nishi|西野 nishino|児玉 kodama|津田 tsuda|村山 murayama
小倉 ogura|今村 imamura|天野 amano|阪本 sakamoto|徳永 tokunaga|古賀 koga|永田 nagata|町田 machida|浅井 asai|落合 ochiai|三上 mikami|大山 oyama|大川 okawa|大木 oki|中井 nakai|青山 aoyama
牧野 makino|榎本 enomoto|田島 tajima|黒川 kurokawa|宇野 uno|青柳 aoyagi|岡村 okamura|甲斐 kai|板垣 itagaki|川田 kawada kawata|河合 kawai|川合 kawai|細川 hosokawa|相馬 soma|須田 suda
下田 shimoda|長田 nagata osada|堀田 hotta|石塚 ishizuka|片岡 kataoka|足立 adachi|瀬戸 seto|竹田 takeda|武井 takei|武藤 muto|泉 izumi|大森 omori|大場 oba|小沢 ozawa|小澤 ozawa|尾形 ogata
緒方 ogata|沢田 sawada|澤田 sawada|長尾 nagao|長野 nagano|永野 nagano|新田 nitta|本多 honda|松山 matsuyama|松崎 matsuzaki|宮下 miyashita|宮川 miyagawa|宮内 miyauchi|三好 miyoshi|村井 murai
森山 moriyama|森川 morikawa|八木 yagi|柳田 yanagida|山岸 yamagishi|山根 yamane|横田 yokota|吉本 yoshimoto|米田 yoneda|若林 wakabayashi|赤坂 akasaka|秋元 akimoto|浅田 asada|東海林 shoji|庄司 shoji
江口 eguchi|榊原 sakakibara|角田 kakuta tsunoda|川島 kawashima|河村 kawamura|神谷 kamiya|窪田 kubota|小西 konishi|小野寺 onodera|小原 ohara obara|坂田 sakata|笹川 sasagawa|志村 shimura|城 jo
白石 shiraishi|高井 takai|高島 takashima|高見 takami|滝沢 takizawa|竹中 takenaka|田代 tashiro|谷 tani|土井 doi|堤 tsutsumi|徳田 tokuda|豊田 toyoda toyota|中沢 nakazawa|永山 nagayama|西岡 nishioka
野崎 nozaki|野上 nogami|橋口 hashiguchi|花田 hanada|羽田 hata haneda|平山 hirayama|藤岡 fujioka|藤川 fujikawa|藤沢 fujisawa|藤村 fujimura|古田 furuta|細田 hosoda|堀江 horie|前川 maekawa|皆川 minagawa
向井 mukai|村松 muramatsu|柳 yanagi|柳沢 yanagisawa|山村 yamamura|湯浅 yuasa|横井 yokoi|吉沢 yoshizawa|吉澤 yoshizawa|和泉 izumi|渡 watari|梅田 umeda|梅原 umehara|梶原 kajiwara|梶 kaji
`;
/** Kanji that stand in given names with readings that are neither on nor kun: `太郎` in one, single characters in the other. */
const GIVEN_LINES = `
太郎 taro|次郎 jiro|一郎 ichiro|三郎 saburo|健太 kenta|翔太 shota|大輔 daisuke|大翔 hiroto haruto|陽菜 hina haruna|結衣 yui|美咲 misaki|花子 hanako|愛 ai|葵 aoi|翔 sho kakeru|蓮 ren|健 ken takeshi
誠 makoto|浩 hiroshi|博 hiroshi|隆 takashi|剛 takeshi tsuyoshi|茂 shigeru|実 minoru|進 susumu|勇 isamu|清 kiyoshi|明 akira|正 tadashi|修 osamu|学 manabu|聡 satoshi|智 satoshi tomo|哲也 tetsuya
達也 tatsuya|和也 kazuya|直樹 naoki|直人 naoto|英樹 hideki|秀樹 hideki|裕太 yuta|雄太 yuta|優太 yuta|拓也 takuya|拓海 takumi|匠 takumi|海斗 kaito|悠斗 yuto|陽斗 haruto|健一 kenichi|健二 kenji|賢治 kenji
洋子 yoko|陽子 yoko|恵子 keiko|敬子 keiko|幸子 sachiko yukiko|和子 kazuko|裕子 yuko hiroko|優子 yuko|智子 tomoko|直子 naoko|久美子 kumiko|由美子 yumiko|真由美 mayumi|由美 yumi|明美 akemi|美穂 miho
さくら sakura|桜 sakura|凛 rin|美羽 miu|莉子 riko|彩 aya|綾 aya|麻衣 mai|舞 mai|香織 kaori|由佳 yuka|真理子 mariko|純一 junichi|晋三 shinzo|義偉 yoshihide|文雄 fumio|一男 kazuo|和夫 kazuo|正雄 masao
武 takeshi|徹 toru|亮 ryo akira|涼 ryo|諒 ryo|豊 yutaka|稔 minoru|昇 noboru|勝 masaru|潤 jun|純 jun|淳 jun atsushi|仁 hitoshi jin|敦 atsushi|薫 kaoru|忍 shinobu|操 misao|恵 megumi|望 nozomi|光 hikaru
悟 satoru|守 mamoru|司 tsukasa|歩 ayumu ayumi|渉 wataru|駿 shun|俊 shun|瞬 shun|涼太 ryota|亮太 ryota|大樹 daiki|大輝 daiki|大地 daichi|翼 tsubasa|樹 itsuki|颯 so|優 yu|悠 yu|勇気 yuki|雪 yuki|幸 yuki sachi
`;
/** Readings in given names, beside on and kun. */
const NANORI_LINES = `
一 kazu ichi|二 ji|三 zo|郎 ro|朗 ro|男 o|雄 o yu|夫 o|央 o hiro|彦 hiko|子 ko|美 mi|代 yo|世 yo|江 e|枝 e|恵 e kei|絵 e|香 ka|佳 yoshi ka|花 ka hana|華 ka hana|也 ya|哉 ya|矢 ya|弥 ya|人 to hito|斗 to|翔 sho to|仁 hito|司 shi|志 shi
史 fumi shi|士 shi|介 suke|助 suke|輔 suke|佑 yu suke|祐 yu suke|裕 yu hiro|優 yu|悠 yu haru|勇 yu|友 tomo yu|有 yu ari|由 yu yoshi|結 yu|夕 yu|幸 yuki sachi ko|之 yuki|行 yuki|雪 yuki|将 masa sho|正 masa sho|政 masa|昌 masa|雅 masa
真 ma shin mako|麻 ma asa|茉 ma|万 ma kazu|明 aki|昭 aki|秋 aki|晃 aki ko|章 aki|彰 aki|陽 haru yo hi|春 haru|晴 haru|遥 haru|治 haru ji|二郎 jiro|次 ji|司 tsukasa|樹 ki ju|紀 nori ki|貴 taka ki|希 ki nozomi|輝 ki teru|基 moto ki
生 o ki|和 kazu|数 kazu|博 hiro|弘 hiro|宏 hiro|広 hiro|浩 hiro ko|洋 hiro yo|寛 hiro|大 dai hiro|太 ta|多 ta|隆 taka ryu|孝 taka|高 taka|敬 taka kei|崇 taka|尚 nao hisa|直 nao|久 hisa|寿 hisa toshi|俊 toshi shun|敏 toshi|利 toshi|年 toshi
智 tomo satoshi|知 tomo|朋 tomo|友 tomo|信 nobu shin|伸 nobu shin|宣 nobu|延 nobu|義 yoshi|良 yoshi ryo|善 yoshi|吉 yoshi kichi|芳 yoshi|好 yoshi|英 hide ei|秀 hide shu|栄 ei|永 ei|衛 ei|重 shige|茂 shige|繁 shige|成 nari shige|徳 nori toku|典 nori|憲 nori ken
則 nori|範 nori|健 ken take|賢 ken|謙 ken|武 take|岳 take gaku|猛 take|剛 go|光 mitsu|満 mitsu|充 mitsu|道 michi|通 michi|路 michi|勝 katsu masa|克 katsu|哲 tetsu|鉄 tetsu|辰 tatsu|達 tatsu|竜 ryu tatsu|龍 ryu tatsu|文 fumi bun|平 hei|平 taira|兵 hei
奈 na|菜 na|那 na|南 na minami|莉 ri|里 ri sato|理 ri|梨 ri|利 ri|璃 ri|沙 sa|紗 sa|早 sa|咲 saki sa|愛 ai mana|衣 i e|依 i|伊 i|亜 a|安 a yasu|彩 aya|綾 aya|文 aya|千 chi|知 chi|智 chi|実 mi|未 mi|海 umi kai|心 kokoro|音 ne oto|歌 uta|月 tsuki|星 hoshi|空 sora|羽 ha wa|葉 ha yo|乃 no|野 no
泰 yasu|康 yasu|保 yasu|靖 yasu|忠 tada|匡 masa|誠 makoto sei|清 kiyo|聖 sei|政 masa|優 masa|元 moto|本 moto|進 shin|新 shin ara|慎 shin|晋 shin|純 jun|順 jun|準 jun|淳 jun|潤 jun|拓 taku|琢 taku|卓 taku|匠 takumi|蓮 ren|廉 ren|涼 ryo|亮 ryo|諒 ryo|遼 ryo|凛 rin|琴 koto|桜 sakura|颯 so|蒼 so ao|奏 kana so
`;

function read(lines: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const entry of lines.trim().split(/[\n|]/)) {
    const [kanji, ...readings] = entry.trim().split(' ');
    if (kanji !== undefined && kanji !== '') found.set(kanji, [...(found.get(kanji) ?? []), ...readings]);
  }
  return found;
}

export const JAPANESE_SURNAMES: ReadonlyMap<string, readonly string[]> = read(SURNAME_LINES);
export const JAPANESE_GIVEN: ReadonlyMap<string, readonly string[]> = read(GIVEN_LINES);
export const NANORI: ReadonlyMap<string, readonly string[]> = read(NANORI_LINES);
