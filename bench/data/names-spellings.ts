/**
 * Names as written in their own script and as seen in Latin letters in passports, papers and registers; own compilation. A line a
 * name: the script's spelling, then the Latin ones. `given` and `family` are put together to invented persons.
 */
export interface Spellings {
  readonly script: string;
  readonly given: string;
  readonly family: string;
  /** How the script writes the two together. */
  readonly join: 'given-first' | 'family-first' | 'unspaced';
}

export const SPELLINGS: readonly Spellings[] = [
  {
    script: 'russian',
    join: 'given-first',
    given: `Александр Alexander Aleksandr Alexandr Aleksander|Сергей Sergey Sergei Serguei Sergej|Дмитрий Dmitry Dmitri Dmitriy Dmitrij Dimitri|Юлия Yulia Iuliia Julia Yuliya|Екатерина Ekaterina Yekaterina Jekaterina|Алексей Alexey Aleksei Aleksey Alexei|Евгений Evgeny Yevgeny Evgenii Yevgeniy Jewgeni|Наталья Natalia Natalya Nataliia|Михаил Mikhail Michail Mihail|Татьяна Tatiana Tatyana Tatjana|Фёдор Fyodor Fedor Fiodor|Андрей Andrey Andrei Andrej|Зинаида Zinaida Sinaida|Ярослав Yaroslav Iaroslav Jaroslaw|Вячеслав Vyacheslav Viacheslav Wjatscheslaw|Жанна Zhanna Janna Schanna|Любовь Lyubov Liubov Ljubow|Геннадий Gennady Gennadiy Guennadi|Яков Yakov Iakov Jakow|Людмила Lyudmila Liudmila Ludmila|Григорий Grigory Grigori Grigoriy Grigorij|Ксения Ksenia Kseniya Xenia|Илья Ilya Ilia Ilja|Раиса Raisa Raissa`,
    family: `Щербаков Shcherbakov Scherbakov Chtcherbakov|Хрущёв Khrushchev Khrushchov Chruschtschow|Жуков Zhukov Joukov Schukow|Цветаев Tsvetaev Tsvetayev Zwetajew|Ершов Ershov Yershov Jerschow|Чайковский Tchaikovsky Chaykovskiy Chaikovskii Tschaikowski|Юдин Yudin Iudin Judin|Соловьёв Solovyov Solovyev Soloviev|Кузнецов Kuznetsov Kouznetsov Kusnezow|Михайлов Mikhailov Mikhaylov Michajlow|Зайцев Zaitsev Zaytsev Saizew|Горбачёв Gorbachev Gorbachyov Gorbatschow|Ельцин Yeltsin Eltsin Jelzin|Шереметьев Sheremetyev Sheremetev Cheremetiev|Воробьёв Vorobyov Vorobiev Vorobyev|Тихомиров Tikhomirov Tichomirow Tihomirov|Лукьянов Lukyanov Lukianov Loukianov|Белый Bely Belyi Belyy|Рыжков Ryzhkov Rizhkov Ryschkow|Ющенко Yushchenko Iushchenko Juschtschenko`,
  },
  {
    script: 'ukrainian',
    join: 'given-first',
    given: `Олександр Oleksandr Olexandr|Сергій Serhii Serhiy Sergiy|Андрій Andrii Andriy Andrij|Юрій Yurii Yuriy Iurii|Наталія Nataliia Natalia|Євген Yevhen Evhen Ievgen|Григорій Hryhorii Hryhoriy Grygoriy|Ігор Ihor Igor|Володимир Volodymyr Wolodymyr|Тетяна Tetiana Tetyana|Дмитро Dmytro|Любов Liubov Lyubov|Яна Yana Iana|Михайло Mykhailo Mykhaylo Mihajlo`,
    family: `Шевченко Shevchenko Szewczenko Chevtchenko|Гончаренко Honcharenko Goncharenko|Ткаченко Tkachenko Tkatchenko|Щур Shchur Schur|Коваль Koval|Бойко Boiko Boyko|Кравчук Kravchuk Krawtschuk|Згурський Zghurskyi Zgurskyy Zgursky|Їжакевич Yizhakevych Izhakevich|Єрмоленко Yermolenko Iermolenko|Гнатюк Hnatiuk Hnatyuk Gnatyuk|Лисенко Lysenko Lyssenko`,
  },
  {
    script: 'bulgarian-serbian',
    join: 'given-first',
    given: `Георги Georgi Gueorgui|Христо Hristo Khristo Christo|Цветан Tsvetan Cvetan|Божидар Bozhidar Bojidar|Ђорђе Djordje Dorde Djorde|Милош Milos Milosh|Љубиша Ljubisa Lyubisha|Жељко Zeljko Zhelyko|Живко Zhivko Jivko Zivko|Снежана Snezhana Snezana Snejana|Јована Jovana Yovana`,
    family: `Йорданов Yordanov Jordanov Iordanov|Христов Hristov Khristov Christov|Ћирић Ciric Chirich|Николић Nikolic Nikolich|Петковић Petkovic Petkovich|Шаламанов Shalamanov Salamanov|Живковић Zivkovic Zhivkovich|Цанков Tsankov Cankov|Ђукић Djukic Dukic|Янков Yankov Iankov Jankov`,
  },
  {
    script: 'kazakh',
    join: 'given-first',
    given: `Нұрсұлтан Nursultan Noursoultan|Айгүл Aigul Aygul Aigoul|Қайрат Kairat Qairat Kayrat|Ғалымжан Galymzhan Ghalymzhan|Жанар Zhanar Janar|Ерлан Yerlan Erlan|Әсел Asel Assel|Бақыт Bakyt Baqyt Bakhyt|Гүлнар Gulnar Gulnara`,
    family: `Әбдірахманов Abdirakhmanov Abdrakhmanov|Жұмабаев Zhumabayev Jumabaev Zhumabaev|Тоқаев Tokayev Toqaev Tokaev|Нұрғалиев Nurgaliyev Nurghaliev|Қасымов Kassymov Kasymov Qasymov|Сәтбаев Satpayev Satbaev Satbayev|Оспанов Ospanov`,
  },
  {
    script: 'greek',
    join: 'given-first',
    given: `Γεώργιος Georgios Yeorgios Giorgios|Ιωάννης Ioannis Yannis Ioannes|Χρήστος Christos Hristos Chrestos|Ευάγγελος Evangelos Evaggelos|Αικατερίνη Aikaterini Ekaterini|Δημήτριος Dimitrios Demetrios|Βασίλειος Vasileios Vassilios Vasilios|Παναγιώτης Panagiotis Panayiotis Panayotis|Ελένη Eleni Elenē|Κωνσταντίνος Konstantinos Constantinos|Ξένια Xenia Ksenia|Θεόδωρος Theodoros Thodoros`,
    family: `Παπαδόπουλος Papadopoulos Papadopulos|Οικονόμου Oikonomou Economou Ikonomou|Χατζηδάκης Chatzidakis Hatzidakis|Αγγελόπουλος Angelopoulos Aggelopoulos|Μπακογιάννης Bakogiannis Mpakogiannis Bakoyannis|Τσιπρίδης Tsipridis Tsipridhis|Ντόκος Dokos Ntokos|Βενιζέλος Venizelos|Γκίκας Gkikas Gikas|Ξυδάκης Xydakis Xidakis|Ευθυμίου Efthymiou Eythymiou Efthimiou`,
  },
  {
    script: 'arabic',
    join: 'given-first',
    given: `محمد Muhammad Mohammed Mohamed Mohamad Muhammed|أحمد Ahmad Ahmed Achmed|عبد الرحمن Abdulrahman Abdul-Rahman Abdelrahman Abderrahmane|خالد Khalid Khaled|يوسف Yusuf Youssef Yousef Yousuf|حسين Hussein Husayn Hussain Houssein|إبراهيم Ibrahim Ebrahim Brahim|طارق Tariq Tarek Tareq|عثمان Othman Uthman Osman Usman|جمال Jamal Gamal Djamel|فاطمة Fatima Fatimah Fatma|عائشة Aisha Aicha Ayesha|مصطفى Mustafa Mostafa Moustapha|ياسين Yassin Yasin Yacine|نور الدين Nureddin Nour-Eddine Nuruddin|قاسم Qasim Kassem Kasim|زينب Zainab Zeinab Zaynab|سعيد Said Saeed Saïd|عمر Omar Umar|هشام Hisham Hicham Hesham|شريف Sharif Cherif Sherif|ضياء Diya Dhia Zia|وليد Walid Waleed Oualid|معاذ Muadh Moaz Mouaz|رضا Rida Reda Ridha|بشرى Bushra Bouchra|غسان Ghassan Gassan|أيمن Ayman Aymen Aiman|صلاح الدين Salahuddin Salah-al-Din Salaheddine`,
    family: `القحطاني al-Qahtani Alqahtani El-Kahtani|الشمري al-Shammari Alshammari Al-Shamari|البغدادي al-Baghdadi El-Baghdadi Albaghdadi|بن علي Ben-Ali bin-Ali|الحداد al-Haddad El-Haddad Alhaddad Haddad|بوعزيزي Bouazizi Bu-Azizi|العتيبي al-Otaibi al-Utaybi Alotaibi|الزهراني al-Zahrani Alzahrani|الظاهري al-Dhahiri al-Zahiri|المنصوري al-Mansouri al-Mansuri Almansoori|خليفة Khalifa Khalifah Khelifa|الجزائري al-Jazairi El-Djazairi|غانم Ghanem Ghanim Ganem|الخطيب al-Khatib El-Khatib Alkhateeb|بن يوسف Ben-Youssef bin-Yusuf|المصري al-Masri El-Masry Almasri|شاهين Shaheen Chahine Shahin|عبود Abboud Aboud Abbud|الطرابلسي al-Trabelsi Trabelsi al-Tarabulsi|قرقاش Gargash Qarqash|الهاشمي al-Hashimi El-Hachemi Hashemi|درويش Darwish Darwich Derouiche`,
  },
  {
    script: 'persian-urdu-pashto',
    join: 'given-first',
    given: `محمود Mahmoud Mahmud Mahmood|رضا Reza Riza|حسن Hassan Hasan|غلام Ghulam Gholam|پرویز Parviz Parvez Pervaiz|مریم Maryam Mariam|شهباز Shahbaz Shahbāz|نواز Nawaz Navaz|عمران Imran Emran|زهرا Zahra Zohra|بهرام Bahram|گل محمد Gul-Mohammad Gol-Mohammad|ژاله Jaleh Zhaleh|چنگیز Changiz Chengiz|بینظیر Benazir Binazir|شہزاد Shahzad Shehzad|اکبر Akbar`,
    family: `احمدی Ahmadi|حسینی Hosseini Husseini Hussaini|کرزی Karzai Karzay|شریف Sharif Shareef|رستمی Rostami Rustami|یوسفزئی Yousafzai Yusufzai|خان Khan|نجفی Najafi Nadjafi|قریشی Qureshi Quraishi Koreshi|صدیقی Siddiqui Sediqi Siddiqi|موسوی Mousavi Musavi Moosavi|حقانی Haqqani Haqani|چودھری Chaudhry Choudhary Chaudhari|ابراهیمی Ebrahimi Ibrahimi|وردک Wardak Vardak|گیلانی Gilani Gillani`,
  },
  {
    script: 'hebrew',
    join: 'given-first',
    given: `אברהם Avraham Abraham|יצחק Yitzhak Itzhak Yitzchak|יעקב Yaakov Jacob Yaacov|משה Moshe Moses|דוד David Dovid|שרה Sara Sarah|רבקה Rivka Rebecca|חיים Haim Chaim Hayim|שלמה Shlomo Solomon|יוסף Yosef Joseph|מנחם Menachem Menahem|בנימין Binyamin Benjamin|אסתר Esther Ester|גדעון Gideon|צבי Zvi Tzvi Tsvi|עמיר Amir|נועם Noam|רות Ruth Rut`,
    family: `כהן Cohen Kohen|לוי Levi Levy|פרידמן Friedman Fridman|מזרחי Mizrahi Mizrachi|שפירא Shapira Shapiro|רוזנברג Rosenberg|ביטון Biton Bitton|גולדשטיין Goldstein Goldshtein|ויצמן Weizman Weitzman|פרץ Peretz Perez Perets|הרצוג Herzog Hertzog|דהן Dahan|אוחנה Ohana Ohanna|קצב Katsav Katzav`,
  },
  {
    script: 'hindi',
    join: 'given-first',
    given: `राजेश Rajesh|सुनीता Sunita Suneeta|विक्रम Vikram|कृष्ण Krishna Krishan|लक्ष्मी Lakshmi Laxmi|अमिताभ Amitabh|प्रियंका Priyanka|संजय Sanjay Sanjai|ज्ञानेश Gyanesh Dnyanesh|श्रीनिवास Shrinivas Srinivas|दीपक Deepak Dipak|मनीषा Manisha|गणेश Ganesh|ऋषि Rishi|अशोक Ashok Asok`,
    family: `शर्मा Sharma|वर्मा Verma Varma|चतुर्वेदी Chaturvedi|मिश्रा Mishra Misra|त्रिपाठी Tripathi|सिंह Singh Sinh|अग्रवाल Agarwal Agrawal Aggarwal|गुप्ता Gupta|यादव Yadav|श्रीवास्तव Shrivastava Srivastava|ठाकुर Thakur|चौधरी Chaudhary Choudhary|देशमुख Deshmukh|खन्ना Khanna`,
  },
  {
    script: 'bengali',
    join: 'given-first',
    given: `শেখ Sheikh Shaikh|হাসিনা Hasina|রহিম Rahim|সুব্রত Subrata Subroto|মোহাম্মদ Mohammad Muhammad|অমর্ত্য Amartya|খালেদা Khaleda Khalida|তাসলিমা Taslima|জাহাঙ্গীর Jahangir|রবীন্দ্র Rabindra Robindro|শফিক Shafiq Shafik`,
    family: `রহমান Rahman|চট্টোপাধ্যায় Chattopadhyay|হোসেন Hossain Hossein|ইসলাম Islam|মুখোপাধ্যায় Mukhopadhyay|চৌধুরী Chowdhury Choudhury|সেন Sen|ঘোষ Ghosh|আহমেদ Ahmed Ahmad|দাস Das|বিশ্বাস Biswas`,
  },
  {
    script: 'gurmukhi-gujarati',
    join: 'given-first',
    given: `ਗੁਰਪ੍ਰੀਤ Gurpreet Gurprit|ਹਰਜੀਤ Harjit Harjeet|ਬਲਵਿੰਦਰ Balwinder Balvinder|ਮਨਜੀਤ Manjit Manjeet|ਜਸਵੰਤ Jaswant|નરેન્દ્ર Narendra|હાર્દિક Hardik|ભાવના Bhavna Bhavana|જયેશ Jayesh|મહેશ Mahesh`,
    family: `ਸਿੰਘ Singh|ਕੌਰ Kaur|ਧਾਲੀਵਾਲ Dhaliwal|ਗਿੱਲ Gill|પટેલ Patel|શાહ Shah|મોદી Modi|દેસાઈ Desai|ત્રિવેદી Trivedi|ਸੰਧੂ Sandhu`,
  },
  {
    script: 'dravidian',
    join: 'given-first',
    given: `முருகன் Murugan Murukan|லட்சுமி Lakshmi Latchumi|செந்தில் Senthil Sendhil|கார்த்திக் Karthik Kartik|பிரபாகரன் Prabhakaran Pirapaharan|సురేష్ Suresh|వెంకటేష్ Venkatesh|రాజశేఖర్ Rajasekhar Rajashekar|ಶ್ರೀಧರ್ Sridhar Shridhar|ಮಂಜುನಾಥ್ Manjunath|രാജീവ് Rajeev Rajiv|സുരേഷ് Suresh|തോമസ് Thomas|අනුර Anura|මහින්ද Mahinda`,
    family: `சுப்பிரமணியன் Subramanian Subramaniam|கந்தசாமி Kandasamy Kanthasamy|ரெட்டி Reddy|నాయుడు Naidu|రావు Rao|ಗೌಡ Gowda Gouda|ಹೆಗ್ಡೆ Hegde|നായർ Nair|മേനോൻ Menon|രാജപക്സ Rajapaksa|පෙරේරා Perera|රාජපක්ෂ Rajapaksa Rajapakse|ජයවර්ධන Jayawardena Jayawardene`,
  },
  {
    script: 'thai-lao',
    join: 'given-first',
    given: `สมชาย Somchai Somchay|ประเสริฐ Prasert Praset|วิชัย Wichai Vichai|อนุทิน Anutin Anuthin|สุรชัย Surachai Surachay|มาลี Malee Mali|กมล Kamon Kamol|ชัยวัฒน์ Chaiwat Chaivat|บุญมี Bunmi Boonmee|ศักดิ์ดา Sakda|พิมพ์ใจ Phimchai Pimjai|ນາງ Nang|ບຸນຍັງ Bounnhang Bounyang`,
    family: `แสงทอง Saengthong Sangthong|ใจดี Chaidi Jaidee|ทองสุข Thongsuk Tongsook|ชินวัตร Chinnawat Shinawatra|จันทร์โอชา Chanocha Chan-o-cha|วงศ์สวัสดิ์ Wongsawat|ศรีสุข Srisuk Sisuk|รัตนพันธ์ Rattanaphan Ratanapan|สุวรรณ Suwan Suvarn|พรหมมา Phromma Promma`,
  },
  {
    script: 'burmese-khmer',
    join: 'given-first',
    given: `အောင် Aung|မင်း Min|ထွန်း Tun Htun|ចាន់ Chan|សុខ Sok|ហ៊ុន Hun|វណ្ណា Vanna|ស្រី Srey Sreи|ប៊ុន Bun Boun`,
    family: `လှိုင် Hlaing|ဝင်း Win|ကျော် Kyaw|សំ Sam|គឹម Kim|ម៉ាណែត Manet|ជា Chea|ហេង Heng`,
  },
  {
    script: 'georgian',
    join: 'given-first',
    given: `გიორგი Giorgi|ნინო Nino|მიხეილ Mikheil Mikhail|ზურაბ Zurab|თამარ Tamar|ვახტანგ Vakhtang|ლევან Levan|ქეთევან Ketevan|ედუარდ Eduard|შოთა Shota|ბიძინა Bidzina`,
    family: `ივანიშვილი Ivanishvili|ბერიძე Beridze|ჯუღაშვილი Jughashvili Dzhugashvili|კვარაცხელია Kvaratskhelia|ყიფიანი Kipiani Qipiani|შევარდნაძე Shevardnadze|ჭანტურია Chanturia Tchanturia|წერეთელი Tsereteli|ღარიბაშვილი Garibashvili Gharibashvili|ჟვანია Zhvania`,
  },
  {
    script: 'armenian',
    join: 'given-first',
    given: `Արամ Aram|Գրիգոր Grigor Krikor|Հովհաննես Hovhannes|Տիգրան Tigran Dikran|Կարապետ Karapet Garabed|Աննա Anna|Սիրանուշ Siranush Siranoush|Վարդան Vardan Vartan|Եղիշե Yeghishe|Պետրոս Petros Bedros|Ռուբեն Ruben Rouben`,
    family: `Սարգսյան Sargsyan Sarkisian Sarkissian|Հակոբյան Hakobyan Hagopian|Գրիգորյան Grigoryan Grigorian Krikorian|Պետրոսյան Petrosyan Petrosian|Քոչարյան Kocharyan Kotcharian|Խաչատրյան Khachatryan Khachaturian|Ղազարյան Ghazaryan Kazarian|Տեր-Պետրոսյան Ter-Petrosyan|Ավետիսյան Avetisyan Avedissian|Մկրտչյան Mkrtchyan`,
  },
  {
    script: 'ethiopic',
    join: 'given-first',
    given: `አበበ Abebe|ሃይሌ Haile|ተስፋዬ Tesfaye|መንግስቱ Mengistu|አልማዝ Almaz|ገብረ Gebre|ሰላም Selam|ብርሃኑ Birhanu Berhanu|ጥሩነሽ Tirunesh|ዳዊት Dawit`,
    family: `በቀለ Bekele|ገብረስላሴ Gebreselassie Gebrselassie|ኃይለማርያም Hailemariam|ዲባባ Dibaba|ወልደ Wolde|መኮንን Mekonnen|አሕመድ Ahmed|ታደሰ Tadesse Tadese|ከበደ Kebede|ጌታቸው Getachew`,
  },
  {
    script: 'korean',
    join: 'unspaced',
    given: `민준 Min-jun Minjoon Min-Joon|서연 Seo-yeon Seoyeon Suh-yun|영희 Young-hee Yeong-hui Yonghi|철수 Chul-soo Cheol-su|정은 Jong-un Jung-eun Jeong-eun|현우 Hyun-woo Hyeon-u|지훈 Ji-hoon Jihun|경숙 Kyung-sook Gyeong-suk|승호 Seung-ho Sungho|은주 Eun-ju Eunjoo|동욱 Dong-wook Dong-uk|미선 Mi-sun Mi-seon|재석 Jae-seok Jaesuk|수빈 Su-bin Soobin|태영 Tae-young Taeyeong|혜진 Hye-jin Hyejin|용준 Yong-jun Yongjoon|상우 Sang-woo Sangu`,
    family: `김 Kim Gim|이 Lee Yi Rhee|박 Park Pak Bak|최 Choi Choe|정 Jung Chung Jeong|강 Kang Gang|조 Cho Jo|윤 Yoon Yun|장 Jang Chang|임 Lim Im Yim|신 Shin Sin|권 Kwon Gwon|황 Hwang|안 Ahn An|송 Song|유 Yoo Yu|전 Jeon Jun Chun|문 Moon Mun|노 Noh Roh|백 Baek Paik`,
  },
  {
    script: 'chinese',
    join: 'unspaced',
    given: `小明 Xiaoming Xiao-ming Hsiao-ming|伟 Wei|建国 Jianguo Jian-guo Chien-kuo|丽华 Lihua Li-hua|志強 Zhiqiang Chih-chiang|俊傑 Junjie Chun-chieh|雅婷 Yating Ya-ting|秀英 Xiuying Hsiu-ying|文輝 Wenhui Wen-hui|国庆 Guoqing|晓东 Xiaodong|美玲 Meiling Mei-ling|玉珍 Yuzhen Yu-chen|海燕 Haiyan|子轩 Zixuan|淑芬 Shufen Shu-fen|卫东 Weidong|春梅 Chunmei`,
    family: `王 Wang|李 Li|張 Zhang Chang|刘 Liu|陳 Chen|杨 Yang|黃 Huang|赵 Zhao Chao|吴 Wu|周 Zhou Chou|徐 Xu Hsu|孙 Sun|朱 Zhu Chu|郭 Guo Kuo|林 Lin|何 He Ho|高 Gao Kao|谢 Xie Hsieh|蔡 Cai Tsai|曾 Zeng Tseng|欧阳 Ouyang`,
  },
  {
    script: 'cantonese-hokkien',
    join: 'unspaced',
    given: `大文 Tai-Man Tai-man|家輝 Ka-Fai Ka-fai|志明 Chi-Ming Chi-ming|美儀 Mei-Yee Mei-yi|國榮 Kwok-Wing|俊賢 Chun-Yin|嘉欣 Ka-Yan|偉業 Wai-Yip|慧敏 Wai-Man|永康 Wing-Hong`,
    family: `陳 Chan|黃 Wong|李 Lee|張 Cheung|林 Lam|劉 Lau|吳 Ng|梁 Leung|鄭 Cheng|葉 Yip|郭 Kwok|楊 Yeung|何 Ho|曾 Tsang|謝 Tse|鄧 Tang|周 Chow`,
  },
  {
    script: 'japanese',
    join: 'unspaced',
    given: `太郎 Taro Tarou|花子 Hanako|健一 Kenichi Ken-ichi|美咲 Misaki|大輔 Daisuke|陽子 Yoko Youko|浩 Hiroshi|恵子 Keiko|翔太 Shota Shouta|由美子 Yumiko|誠 Makoto|直樹 Naoki|和也 Kazuya|智子 Tomoko|隆 Takashi|純一郎 Junichiro|真由美 Mayumi|修 Osamu|優子 Yuko Yuuko|雅彦 Masahiko`,
    family: `佐藤 Sato Satoh|鈴木 Suzuki|高橋 Takahashi|田中 Tanaka|渡辺 Watanabe|伊藤 Ito Itoh|山本 Yamamoto|中村 Nakamura|小林 Kobayashi|加藤 Kato Katoh|吉田 Yoshida|山田 Yamada|大野 Ono Ohno|斎藤 Saito Saitou|長谷川 Hasegawa|林 Hayashi|近藤 Kondo Kondoh|石川 Ishikawa|松本 Matsumoto|遠藤 Endo`,
  },
  {
    script: 'kana',
    join: 'given-first',
    given: `ジョン John|マイケル Michael|たろう Taro|ゆうこ Yuko|マリア Maria|さくら Sakura|デイビッド David|ロバート Robert|けんいち Kenichi|カルロス Carlos|リサ Lisa`,
    family: `スミス Smith|たなか Tanaka|ジョンソン Johnson|すずき Suzuki|ロドリゲス Rodriguez|しみず Shimizu|ミラー Miller|あべ Abe|シルバ Silva|フェルナンデス Fernandez|ちば Chiba`,
  },
];
