/** Names so frequent somewhere in the world that sharing one says little. Own compilation; plain Latin. */
export const COMMON: readonly string[] = (
  'mohammed muhammad mohamed mohammad ahmed ahmad ali hassan hasan hussein hussain ibrahim omar umar osman othman yusuf youssef khalid khaled mahmoud mahmud mustafa abdullah abdul abd said saeed salem salim saleh karim rahman rahim aziz hamid hamza bilal tariq walid nasser jamal kamal fatima aisha maryam khadija zainab amina khan hussaini abbas reza mehdi hamid majid amir javad sharif malik haji ' +
  'ivan alexander aleksandr sergei sergey andrei andrey dmitri dmitry vladimir alexei aleksei mikhail nikolai yuri igor oleg viktor pavel anna maria elena olga tatiana natalia irina svetlana ekaterina yulia ivanov petrov smirnov kuznetsov popov vasiliev sidorov volkov morozov novikov kovalenko shevchenko bondarenko melnyk ivanova petrova ' +
  'john james robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew george edward peter kevin brian mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa margaret emily emma laura smith johnson williams brown jones miller davis wilson anderson taylor moore martin jackson thompson white lee harris clark lewis robinson walker young allen king wright scott green baker adams hall hill ' +
  'jose juan luis carlos jesus francisco antonio miguel manuel pedro jorge fernando rafael javier alejandro ricardo eduardo maria carmen ana rosa garcia rodriguez gonzalez hernandez lopez martinez perez sanchez ramirez torres flores rivera gomez diaz cruz morales reyes gutierrez ortiz silva santos oliveira souza pereira costa ferreira alves lima joao paulo marco marcos ' +
  'jean pierre marie michel philippe alain jacques bernard dubois durand muller schmidt schneider fischer weber meyer wagner becker hans peter klaus thomas stefan andreas giuseppe giovanni rossi russo mario luigi nowak kowalski jan piotr novak nagy kovacs popa popescu ion ' +
  'mehmet ahmet mustafa ayse fatma yilmaz kaya demir celik sahin ' +
  'wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin luo gao liang zheng xie song tang wei jun ming hua ying jie lei tao yan fang min hong xiao chan wong cheung lau tan lim ng kim lee park choi jung kang cho yoon jang lim han shin seo kwon hwang nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly van thi duc anh minh thanh ' +
  'sato suzuki takahashi tanaka ito watanabe yamamoto nakamura kobayashi kato ' +
  'kumar singh sharma gupta patel das ram devi raj khan begum bibi akhtar hossain islam rahman chowdhury shah verma reddy rao nair ' +
  'kiplagat mwangi otieno okafor adebayo diallo traore keita ba ndiaye diop mamadou moussa ousmane abebe tesfaye haile girma'
)
  .split(' ')
  .filter((name, at, all) => name !== '' && all.indexOf(name) === at);
