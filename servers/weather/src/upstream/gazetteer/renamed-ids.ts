/** Ids that an earlier list of places gave out, with those of the same places now. */
const renamed = `
  aberdeen>aberdeen-gb aksu-tr>aksu-tr-sivas aktau>shevchenko al-kharijah>al-kharjah
  al-qunaytirah>al-qunaytirah-sy albany-us>albany-us-new-york alhambra-us>alhambra-us-arizona
  altay>altay-cn alvand-ir>alvand-ir-qazvin-province amherst-us>amherst-us-new-york anda>anda-cn
  andong>andong-kr annau>anew antioch>antioch-us athens-us-georgia>athens-us
  aurora-ph>aurora-ph-calabarzon baicheng>baicheng-cn-jilin baise-city>baise bali-in-west-bengal>bali-in
  bangaon-in>bangaon-in-west-bengal bani>bani-do banjar-id>banjar-id-bali
  baoshan>baoshan-cn-heilongjiang barasat-in-1277065>barasat barasat-in-1277066>jaynagar-majilpur
  bari-it>bari barisal>barishal beaumont-us>beaumont-us-texas bellevue-us>bellevue-us-washington
  benito-juarez-mx-veracruz>benito-juarez-mx-3824169 benito-juarez>benito-juarez-mx-3827406
  bhimbar>bhimber bilaspur-in-uttar-pradesh>bilaspur-in-1275634 binzhou-cn>binzhou
  birmingham-gb>birmingham birmingham-us-alabama>birmingham-us brandon-us>brandon-us-florida
  bridgeport>bridgeport-us-connecticut brighton-gb>brighton bristol-us-4608657>bristol-us-tennessee
  bristol-us-4748993>bristol-us-virginia brownsville-us>brownsville-us-texas
  buenaventura>buenaventura-co-3688451 buenavista>buenavista-mx burbank-us>burbank-us-5331835
  canton-us>canton-us-michigan carlsbad-us>carlsbad-us-california cascavel-br>cascavel-br-parana
  caxias>caxias-br changshu-city>changshu changzhi>changzhi-cn-1815463 cheltenham>cheltenham-gb
  chita>chita-ru chittagong>chattogram city-of-balikpapan>balikpapan clovis-us>clovis-us-california
  corum>corum-tr cuenca-ec>cuenca dadonghai>sanya dakhla>dakhla-eh daxing>daxing-cn-beijing
  delhi-us>delhi-us-california doncaster>doncaster-gb dongxing>didao dongyang>dongyang-cn-zhejiang
  douma>duma dover-us>dover-us-delaware east-york>danforth-east-york elmhurst-us>elmhurst-us-new-york
  embu>embu-br enterprise-us>enterprise-us-nevada erie-us>erie-us-pennsylvania
  etobicoke>etobicoke-west-mall everett-us>everett-us-washington ezhou>ezhou-cn-1811619
  fairfield-us>fairfield-us-california fatehpur-in>fatehpur-in-1271912
  fayetteville-us>fayetteville-us-north-carolina fendou>hengshan fengcheng>fengcheng-cn-liaoning
  florencia>florencia-co frankfort-us>frankfort-us-kentucky freetown-sl-2408770>freetown
  frisco>frisco-us fuji>fuji-jp fuyang-cn>fuyang fuyu-cn>fuyu-cn-2037335 fuzhou>fuzhou-cn-1810821
  gainesville-us>gainesville-us-florida galle>galle-lk gangapur-in>gangapur-in-1271675
  gantang-cn>gantang-cn-1810668 geoktschai>goycay gera>gera-de gloucester>gloucester-gb
  greenville-us>greenville-us-north-carolina grimsby>grimsby-gb
  guadalupe-ph-central-visayas>guadalupe-ph-1712643 guadalupe>guadalupe-mx-4005492 guangming>taonan
  gumushkhane>gumushane haimen>haimen-cn halifax-ca>halifax hamm>hamm-de-north-rhine-westphalia
  harper>harper-lr harrisburg-us>harrisburg-us-pennsylvania hawthorne-us>hawthorne-us-california
  helena-us>helena-us-montana hollywood>hollywood-us-florida honmachi>honmachi-jp-kumamoto
  huanggang>huanggang-cn-guangdong huangyan>dongcheng-cn-8400688 huicheng>huicheng-cn-guangdong
  huntsville-us>huntsville iligan-city>iligan-city-ph independence-us>independence-us-missouri
  ise>ise-jp izumi-jp>izumi-jp-osaka jackson-us>jackson-us-mississippi jefferson-city>jefferson-city-us
  jieshi>jieshi-cn-guangdong jinjiang-cn>jinjiang jirja>girga juarez>ciudad-juarez kamianske>kamyanske
  kansas-city-us-4273837>kansas-city-us-kansas kansas-city-us-4393217>kansas-city-us-missouri
  kariya-jp>kariya-jp-aichi kent-us>kent-us-washington khanjarah>cankiri kisi>kisi-ng kochi>kochi-jp
  konan>konan-jp-aichi kostyantynivka>kostiantynivka kozan>kozan-tr krasnyy-luch>khrustalnyi
  kropyvnytskyi>kropyvnytskyy kryvyi-rih>kryvyy-rih kudus>kudus-id kultali>kakdwip kuznetsk>kuznetsk-ru
  kwang-binh>dong-hoi kwangmyong>gwangmyeong la-paz-bo>la-paz lafayette-us>lafayette-us-louisiana
  lakewood-us>lakewood-us-colorado lalitpur>lalitpur-in lancaster-us>lancaster-us-california
  lansing-us>lansing-us-michigan lawrence-us>lawrence-us-kansas lexington>lexington-us lianran>anning
  licheng-cn>licheng-cn-guangdong london-us>london-us-ohio longfeng>longfeng-cn-heilongjiang
  luimneach>limerick luqiao>lubei-cn-zhejiang luzern>lucerne madang>madang-pg majie>majie-cn-yunnan
  makiyivka>makiivka maladzyechna>maladziecna mazatlan-mx-nuevo-leon>montemorelos
  medina-us>medina-us-ohio meridian-us>meridian-us-idaho midland-us>midland-us-texas mila>mila-dz
  mingshui-cn>mingshui-cn-shandong minzhu>jiaohe mizhou>zhucheng montgomery>montgomery-us mucumpiz>ejido
  mulheim>mulheim-de-2867838 murcia-ph>murcia-ph-western-visayas murun-kuren>moron-mn namibe>mocamedes
  nangi>raghudebbati nazareth>nazareth-il new-amsterdam>new-amsterdam-gy
  newcastle-us>newcastle-us-washington newton-us>newton-us-massachusetts nikaia>nikaia-gr nis>nis-rs
  north-york>willowdale-west norwich>norwich-gb oakville-ca>oakville okap>cap-haitien
  orange-us>orange-us-california palmas>palmas-br pec>pec-xk petah-tiqwa>petah-tiqva
  petropolis>petropolis-br pilar>pilar-ar pingshan>pingshan-cn-guangdong
  planaltina-br-11184422>planaltina-br-federal-district planaltina-br-3453420>planaltina-br-goias
  ponce>ponce-pr portsmouth-us>portsmouth-us-virginia pueblo>pueblo-us puno>puno-pe pyinmana>pyinmana-mm
  qianjiang>qianjiang-cn-hubei qingnian>qingnian-cn-shandong quincy-us>quincy-us-massachusetts
  qurghonteppa>bokhtar ramagundam>ramagundam-in rishon-leziyyon>rishon-letsiyyon rivera>rivera-uy
  rockingham>rockingham-au roseville-us>roseville-us-california roswell-us>roswell-us-georgia
  saida>saida-dz saint-john>saint-john-ca sakata>sakata-jp sakura>sakura-jp-chiba
  salamanca-es>salamanca-es-castille-and-leon san-fernando-del-valle-de-catamarca>catamarca
  san-fernando-ph>san-fernando-ph-central-luzon san-francisco-ph-caraga>san-francisco-ph-1690019
  san-francisco-ph-central-luzon>san-francisco-ph-1689973 san-jose-cr-san-jose>san-jose-cr
  san-jose-ph-bicol-region>san-jose-ph-1689498 san-jose-ph-mimaropa>san-jose-ph-1689510
  san-juan-cr>san-juan-cr-san-jose san-marcos-us>san-marcos-us-california san-pablo>san-pablo-ph
  san-pedro-garza-garcia-mx-4005937>san-pedro-garza-garcia
  san-pedro-garza-garcia-mx-8617692>san-pedro-garza-garcia santa-barbara>santa-barbara-us
  santa-cruz-ph>santa-cruz-ph-1688253 santa-fe-us-new-mexico>santa-fe-us santa-fe>santa-fe-ar
  santiago-pe>santiago-pe-ica sari>sari-ir scarborough>bendale shaping>shaping-cn-guangdong
  shengli>dongying shilong>shilong-cn shiqiao>shiqiao-cn-guangdong shizuishan>shizuishan-cn-1794806
  siracusa>siracusa-it songnim>songnim-ni south-gate-us>south-gate-us-california southport>southport-gb
  spring-hill-us>spring-hill-us-florida st-johns>st-johns-ca stavropol>stavropol-ru sur>sur-om
  suzhou>suzhou-cn-jiangsu syevyerodonetsk>sievierodonetsk tagiura>tajura taihecun>qitaihe
  taitung-city>taitung taizhou>taizhou-cn-jiangsu taizz>taiz talisay-ph>talisay-ph-1683881
  tanda-eg>tanta tartouss>tartus tay-ninh>tay-ninh-vn thai-nguyen>thai-nguyen-vn
  tianfu>tianfu-cn-shandong tipasa>tipaza tongshan>tongshan-cn trenton-us>trenton-us-new-jersey
  trnava>trnava-sk tutamandahostel>quito tuy-hoa>tuy-hoa-vn victoria-ro>victoria-ro-brasov-county
  vinnytsia>vinnytsya volzhskiy>volzhsky warmbaths>bela-bela warren-us>warren-us-michigan
  warsaw-us>warsaw-us-indiana wilmington-us>wilmington-us-north-carolina witbank>emalahleni
  wuchang>wuchang-cn wusong>tongling xingcheng>xingcheng-cn xinghua>xinghua-cn xinhui>jiangmen
  xinpu>haizhou xinshi>xinshi-cn-hubei xinyi>xinyi-cn-guangdong xinzhou-cn>xinzhou yala>yala-th
  yanjiang>ziyang yenakiyeve>yenakiieve yicheng-cn>yixing yichun-cn-jiangxi>yichun yuanlin>yuanlin-tw
  zaporizhia>zaporizhzhya zaragoza>zaragoza-es zhangjiakou-shi-xuanhua-qu>xuanhua
  zhaoyuan-cn>zhaoyuan-cn-shandong zhengjiatun>shuangliao zhicheng-cn>zhicheng-cn-hubei zhuji>zhuji-cn
`;

let table: ReadonlyMap<string, string> | undefined;

/** The present id for one that an earlier list gave out; the id itself where it stands. */
export function presentId(id: string): string {
  table ??= new Map(
    renamed
      .trim()
      .split(/\s+/)
      .map((pair): [string, string] => {
        const [old = '', now = ''] = pair.split('>');
        return [old, now];
      }),
  );
  return table.get(id) ?? id;
}
