/**
 * Names and what their bearers are called, a line each: the full name in its spellings, then `>` short and pet forms, then `~`
 * the same name in other languages. Plain Latin; other scripts meet them by sound. Own compilation.
 */
export const NICKNAME_LINES = `
alexander aleksandr alexandre alexandros oleksandr aliaksandr aleksander > alex sasha sascha shura sanya alik sandy alec alek xander lex aleks oleks sashko sander ~ alejandro alessandro iskander iskandar eskandar sikandar alasdair
alexandra aleksandra oleksandra > sasha shura sandra sandy lexi alex asya ola ~ alejandra alessandra
alexei aleksei aleksey alexey oleksiy alyaksei > alyosha lyosha lesha aliosha ~ alexis alexius alessio
anastasia anastasiya anastasija > nastya nastia asya stasia tasia
anatoly anatoli anatoliy > tolya tolik
andrew andrei andrey andreas andre andriy andrzej andras anders andrea > andy drew andryusha andriusha andryukha jedrek bandi ~ andres ondrej
anna ana hanna hannah ann anne > anya ania annie nancy nan anka anushka hania anette annika niuta asya
anthony antony antonio anton antoine antoni antal > tony toni toño antek tosha antosha ~ antonios antun
arkady arkadiy > arkasha
barbara varvara > barb barbie basia varya babs
benjamin binyamin veniamin > ben benny benji venya ~ bunyamin
boris borys > borya
catherine katherine kathryn ekaterina katarina caterina kateryna katarzyna catalina kathleen karin > kate kathy cathy katie katya katia kasia katka kat kitty trina rina kati ~ caitlin aikaterini
charles karl carl carlos carlo karel karol > charlie chuck chas carlitos carlito ~ karolis charalambos
christina kristina cristina khrystyna > chris chrissy tina kris christie krisztina
christopher cristobal kristoffer krzysztof christoph > chris kit topher kris krzysiek stoffer
daniel danil daniil danylo danilo > dan danny dani danya danila ~ danyal daniyal
david dawid davyd > dave davy davey dato vova ~ dawud daoud daud davood dawood
demetrius dmitri dmitry dmitriy dmytro dimitri dimitrios dimitar > dima mitya dimitris mitko mitri dimka dimos mimis ~ dumitru
dorothy dorothea dorota > dot dotty dolly dora
edward eduard edvard eduardo edouard edoardo > ed eddie ted teddy ned edik lalo edu
eleanor eleonora leonora > ellie nora nell lena ella
elena helen helena olena yelena jelena alena elene eleni ilona > lena lenochka alyona nela lenka ellie
elizabeth elisabeth elizaveta yelizaveta isabel isabella elzbieta alzbeta erzsebet > liz lizzie beth betty betsy liza eliza elsa elise lisa bess libby ela elka elli bella lisbeth betti bozsi
emmanuel emanuel immanuel manuel > manny manu manolo
evgeny evgeni yevgeny yevgeniy evgeniy yevhen eugene eugen eugenio jauhen > zhenya genya gene geniek
evgenia yevgenia evgeniya yevheniya eugenia > zhenya genia
francis francisco francesco francois frantisek franciszek franz ferenc > frank frankie paco pancho fran curro kiko franek cesco feri cisco chico
frederick friedrich federico frederic fryderyk > fred freddy freddie fritz rico fede
gabriel gavriil havryil > gabe gabi gabo ganya ~ jibril jibreel
galina halyna > galya halya
gennady gennadi gennadiy hennadiy > gena
george georg georgy georgi georgiy jorge giorgio jerzy jiri heorhiy gheorghe gyorgy georgios yorgos > yura zhora gosha coco jurek gyuri joji giorgos jura ~ yuri yury juri jurij igor
gregory grigory grigori hryhoriy gregorio grzegorz gregor > greg grisha grzes goyo hrysha ~ krikor
henry henri heinrich enrique enrico henryk hendrik henrik > harry hank heinz quique heinz kike hal rik ~ indrek
ignatius ignacio ignacy ignatiy > nacho ignas iggy
illarion hilarion > lara larry
ilya ilia elijah elias elia illia eliyahu > eli ilyusha ely ~ ilyas elyas
irina iryna irena irene > ira irochka irka renia
isaac isaak itzhak yitzhak > ike zak isya ~ ishaq ishak eshaq
jacob yakov jakob yakiv jakub iakov > jake yasha kuba cobus jeppe ~ yaqub yaqoob yakub yakup james jaime santiago diego giacomo jacques iago
james > jim jimmy jamie jem seamus hamish ~ jaime jacobo giacomo
jennifer > jen jenny jenn
jessica > jess jessie
joan joanna johanna ivana giovanna juana > jo jan joanie asia janka hanne vanja hanka
john johann johannes jean juan ivan giovanni jan joao ioannis yannis ivane hovhannes johan ioan ion jovan sean ian yohannes > jack johnny jon jock vanya vanka hans juanito juancho gianni nino jannis vano yanni jancsi janek giannis vanyusha ~ yahya yohanan jonas yiannis janos
jonathan yonatan > jon jonny nathan yoni
joseph iosif josef jozef yosef giuseppe jose josip jozsef osip > joe joey jo pepe beppe peppe jojo sepp yossi osya yosi pepito chepe josko joska ~ yusuf youssef yousef yousuf yusif
joshua yehoshua > josh
julia yulia yuliya iulia yuliia giulia > julie yulya jules ulyana
julius julio giulio yuliy > jules
konstantin constantine constantin kostyantyn konstantinos > kostya kostas costa costel costin dinos kosta gus ~ kostandin
larisa larysa > lara lora
laura lavra > laurie lori
laurence lawrence lorenzo laurent lars lavrentiy > larry laurie loris renzo lasse
leo leon leonid leonidas leonardo leonard lev > leonya lyonya lenny len lyova nardo leo
lewis louis luis luigi ludwig ludvik lajos luiz aloysius alois > lou louie lucho gigi lutz lojza wiggerl ~ clovis
ludmila lyudmila liudmila ludmyla > luda lyuda mila lyusya
lydia lidia lidiya > lida
madeleine magdalena magdalina madalena > maddie lena magda mady magdi
margaret margarita margaryta marguerite margarete malgorzata marketa margit > maggie meg peggy rita greta gosia marge daisy margo margot gretel gitta
maria mary marie mariya mariia marija miriam maryam mariam marya > masha mary molly polly maja mimi manya marusya maruska marica mari mitzi mariquita maricarmen musya mania marysia ~ meryem maryem
martha marta marfa > marty matti marfusha
martin marten marcin martino > marty tino marci mars
matthew matthias matvei matvey mateo matteo mateusz mathieu matei matti matias matej > matt matty matyas teo motya thies ~ matvii
maxim maksim maksym maximilian maximiliano > max maks maxi
michael mikhail michel miguel michele michal mykhailo mihail mihai mikael mikhael mihaly mitchell > mike mick mickey misha mischa micky mickael michi mykhas mihal miki misko ~ mikail mikayil
mohammed muhammad mohamed mohammad muhammed mohamad muhamad mohd mohamud mahomed mahamed mohammod muhamed > mo hamada moha hamoudi ~ mehmet mamadou mamadu mehmed mahamadou magomed mukhammad mukhammed mahamat muhammadu mukhamed makhmad
moses moshe moisei mojzesz > moe moishe ~ musa moussa mousa
nadezhda nadia nadiya > nadya nadenka nadezda
natalia natalya nataliya natalija nathalie natalie > natasha nata talia tasha natka natalka
nathaniel nathan natan > nat nate
nicholas nikolai nikolay mykola nicolas nicola niccolo mikolaj nikolaos nikola nicolae miklos mikalai > nick kolya nico nikos klaus niko nicky miki klaas nils kolja mykolka nikita nikolaj niels colin kolia
oleg oleh > olezhka
olga olha helga > olya olia olka olenka
patricia > pat patty trish tricia pati
patrick patricio patrik padraig > pat paddy rick patryk pato
paul pavel pablo paolo pawel pavlo pal pavlos paulo paavo pol pauwel > pasha pavlik pablito paulie pauli pavlusha pali ~ boulos bulus
peter petr pyotr pedro pierre pietro piotr petro petar petros per pieter petru peder pjotr > pete petya perico piet petia petrus piero pep petko peti ~ boutros butrus bedros
philip philippe filip filipp felipe filippo phillip > phil pip lippo pip flip felip filya
raphael rafael raffaele rafal > rafa rafi rafe raffi
raymond ramon raimundo raimondo rajmund > ray monchi mundo moncho
rebecca rivka > becky becca bex riva
richard ricardo riccardo ryszard > rick dick rich ricky richie rico ritchie rysiek cardo
robert roberto ruprecht > bob rob bobby robbie bert berto beto robi robin tito
roman romain romano > roma
ronald ronaldo reynaldo > ron ronnie
rose rosa roza rosemary rosalia rozalia > rosie rosita roz chayo
samuel samuil shmuel > sam sammy sami muli ~ samwel
sara sarah zara > sally sadie sari sarit
sebastian sebastien sebastiano > seb bastian basti bas sebas
semyon semen simon shimon simeon szymon simone > syoma sima si simi senya simao ~ siman
sergei sergey serhiy sergio serge siarhei sergiu > seryozha serega serzh serhii sergii serioja
sophia sofia sofya zofia sofiya sophie > sonya sonia zosia sofie fifi
stanislav stanislaw > stas stan slava stach staszek
stephen steven stefan stepan esteban stefano etienne istvan stephane szczepan stefanos stjepan stevan > steve stevie styopa stiopa pista stipe steffen pisti stevo ~ stephanos estevao
susan susanna susana zuzana zsuzsanna > sue suzy susie zuzka zsuzsa zuzia shoshana
svetlana svitlana > sveta lana svieta svitla
tatiana tatyana tetiana tetyana tatjana > tanya tania tanja tanechka
theodore fyodor fedor teodor theodor theodoros teodoro fedir > ted teddy theo fedya todor tudor thodoris
thomas tomas tommaso tomasz tamas foma > tom tommy tomek tomi maso toma tam
timothy timofei timofey tymofiy timoteo > tim timmy tima timosha
valentin valentyn valentine > valya val valik
valentina valentyna > valya tina
valery valeri valeriy valeriu > valera
vasily vasili vasiliy vasyl basil vasil vasilios basilio vasile vasilis > vasya vasko vassilis vaso
veronica veronika > nika vera ronnie vero
victor viktor vittorio wiktor > vic vitya vika vito viktorko
victoria viktoria viktoriya > vicky vika tori wiktoria
vincent vincenzo vicente vincenty vikentiy > vince vinnie enzo chente vin kesha
vitaly vitali vitaliy > vitalik vitya
vladimir volodymyr wladimir uladzimir vladimer wlodzimierz > vova volodya vladik vlad valodya wladek vovka
vladislav wladyslaw vladyslav > vlad vladik slava wladek
vyacheslav viacheslav vaclav waclaw viaceslav > slava slavik vasek
william wilhelm guillermo guillaume guglielmo vilem willem vilmos vilhelm > bill will billy willie liam memo wim willi helmut
yaroslav jaroslav jaroslaw iaroslav > slava yarik jarek jarda
yegor egor iegor > zhora gosha
yuri yury iurii yuriy juri > yura yurik yuriko
zachary zacharias zakhar zechariah > zack zach zak ~ zakaria zakariya zakariyya zekeriya
abdullah abdallah abdulla > abdo abdou ~ abdoulaye abdullahi abdulahi
ibrahim ebrahim ibraheem brahim > ibra ibo brahima ~ abraham avraham abram abrahamu ibrahima
ismail ismael esmail > isma ~ ishmael smail
sulayman suleiman sulaiman suleyman soleiman sleiman > sulo soli ~ solomon shlomo salomon zalman suleymane souleymane
ali > alou aliou ~ aly
ahmad ahmed ahmet achmed achmad > hamada ~ amadou ahmadou akhmed akhmad amadu
hassan hasan hassen > hassoun ~ khasan xasan
hussein husayn hussain hossein hussien husain huseyin houssein > ~ khusein hosein housseyn husein guseyn
othman uthman osman usman othmane > ~ ousmane ousman usmon
omar umar omer umer > ~ oumar
yusuf yousef youssef yousuf yusif yousaf > joe ~ yousouf yussuf
fatima fatimah fatma fatemeh > fatou fati fatoumata ~ fadma
aisha aysha ayesha aishah ayse > ~ aicha aissatou
khadija khadijah hatice khadijeh > ~ kadiatou khady
zainab zeinab zaynab zeynep > ~ zenab
mustafa mostafa mustapha moustafa > ~ mustafo moustapha
abubakar abubakr abu-bakr > bukar ~ aboubacar boubacar aboubakr bubakar
mahmud mahmoud mehmood mahmood > ~ makhmud mamoudou
jafar jaafar gafar djafar > ~ cafer jaffer
guadalupe > lupe lupita
concepcion > concha conchita
dolores > lola lolita
mercedes > meche merche
rosario > charo
jesus > chuy chucho jesusito
ignacio > nacho
guillermo > memo
eduardo > lalo
gustavo > gus tavo
alberto albert albrecht adalberto > beto bert al albie berto tito
arthur arturo artur > art artie arto tuto
augustine agustin augustin augusto august > gus tin cucho
bartholomew bartolome bartlomiej bartosz > bart bartek bartolo
bernard bernardo bernhard bernat > bernie nardo berni
clara klara > clare claire klari
dominic domingo dominik dominique domenico > dom nick mingo mimmo nik
donald > don donnie
douglas > doug
gerald gerard gerardo gerhard > gerry jerry gerd lalo
harold harald > harry hal
jeffrey geoffrey > jeff geoff
kenneth > ken kenny
leslie > les
lucia lucy lucie > lu lucka luz
nathalia > nat
oliver olivier oliviero > ollie oli
pamela > pam
peregrine > perry
philomena > phil
phyllis > phil
raul ralph rolf rodolfo rudolf rudolph rudolfo > rudy rolfi ruda rolo fito
roger rogelio ruggero rodger > rog hodge
rodrigo roderick > rod rodri
salvador salvatore > sal chava salva totò toto turi
samantha > sam sammie
stanley > stan
teresa theresa therese terezia > terry tess tessa tere resi terka
terence terrence > terry
virginia > ginny ginger
walter wouter gualtiero valter > walt wally wolt
wolfgang > wolf wolfi
ludwig > lutz wiggerl
sebastiao > tiao
francisca francesca franciszka frantiska > paca fran pancha franca fanny
josefa josephine giuseppina josefina > josie pepa pina fina jo
antonia antonina antonietta > toni tonya nina tosia
eva eve ewa ieva > evi evita evka
georgina georgia giorgia > gina
`;

/** Names above in Arabic and Hebrew letters, whose unwritten vowels leave too little to go by. Own compilation. */
export const NATIVE_LINES = `
moses משה موسي
mohammed محمد מוחמד
solomon שלמה سليمان
abraham אברהם ابراهيم
joseph יוסף يوسف
jacob יעקב يعقوب
isaac יצחק اسحاق اسحق
david דוד داود داوود
benjamin בנימין بنيامين
john יוחנן يوحنا
yahya يحيي
michael מיכאל ميخائيل
gabriel גבריאל جبريل جبرائيل
george جورج
paul بولس
peter بطرس
ishmael ישמעאל اسماعيل
elijah אליהו الياس
mary מרים مريم
sarah שרה سارة
rebecca רבקה
hannah חנה
samuel שמואל صموئيل
zachary זכריה زكريا
ali علي
hassan حسن
hussein حسين
ahmad احمد
omar عمر
othman عثمان
mustafa مصطفي
mahmud محمود
fatima فاطمة فاطمه
aisha عائشة عايشة
khadija خديجة
zainab زينب
alexander אלכסנדר الكسندر اسكندر
`;
