/** Given names that are one name: nicknames, other languages, other spellings in Latin letters. */
const givenForms = `alexander alex sandy xander sasha aleksandr alessandro alejandro; alexandra alex sandra sasha lexi;
  albert al bert bertie; andrew andy drew andreas andrei andre; anthony tony anton antonio antony;
  barbara barb babs; benjamin ben benny;
  catherine cathy kate katie kathy katherine kathryn katharine cat kat ekaterina katya;
  charles charlie chuck chas carlos carl karl; charlotte lottie charlie;
  christine chris tina christina kristina kirsten; christopher chris kris kit christoph; daniel dan danny;
  david dave davey; deborah deb debbie; dmitri dima dmitry; dorothy dot dottie;
  edward ed eddie ted teddy ned eduard eduardo; eleanor ellie nell nora;
  elizabeth liz beth betty lizzie eliza elisabeth lisa bess libby; emily em emmy; frances fran fanny;
  francis frank francisco paco franz francesco; frederick fred freddie fritz friedrich; gabriel gabe;
  gerald gerry jerry; gregory greg gregor; henry harry hank heinrich henri enrique;
  isabella bella izzy isabel isabelle; jacob jake jakob; james jim jimmy jamie jaime; janet jan;
  jennifer jen jenny jenn; jessica jess jessie;
  john jack johnny jon juan johann hans jan giovanni ivan jean; jonathan jon jonny;
  joseph joe joey josef jose pepe giuseppe; joshua josh; judith judy; kenneth ken kenny;
  lawrence larry laurence lorenzo; leonard leo len lenny; leonardo leo; madeleine maddie maddy madeline;
  margaret maggie meg peggy marge margarita greta; maria mary marie; mary molly polly; martin marty;
  matthew matt matthias matteo; maximilian max;
  michael mike mick mickey mikhail michel miguel michele misha; natalie nat natasha natalia;
  nathaniel nate nathan; nicholas nick nicky nicolas nikolai klaus; oliver ollie; pamela pam;
  patricia pat patty tricia trish; patrick pat paddy; peter pete pedro pyotr pierre;
  philip phil phillip philipp; rebecca becky becca; richard rick dick rich ricky ricardo;
  robert bob rob bobby robbie roberto bert; ronald ron ronnie; samantha sam; samuel sam sammy;
  sarah sara sally; stephanie steph; stephen steve steven stefan esteban stefano; susan sue susie suzanne;
  sergei seryozha sergey; theodore ted theo teddy; theresa terry tess teresa; thomas tom tommy tomas;
  timothy tim; valentina valya; victoria vicky tori; vladimir vova volodya; walter walt wally;
  william bill will billy willy liam wilhelm guillermo guillaume; zachary zach zack;
  mohammed muhammad mohamed mohammad mohamad muhammed mehmet mo; youssef yusuf yousef yusef joseph josef;
  hussein hussain husayn huseyin; yevgeny evgeny eugene evgenii yevgeni zhenya;
  yulia julia iuliia yuliya giulia julie; olena elena helena yelena helen lena;
  oleksandr alexander aleksandr sasha alejandro alessandro alexandre; mykola nikolai nicholas mikolaj kolya;
  volodymyr vladimir wladimir vova; dmytro dmitri dmitry dima; mykhailo mikhail michael michal misha;
  katerina ekaterina catherine katarzyna kasia katya katia aikaterini;
  georgios george yorgos giorgos jorge georg jerzy yuri; ioannis john yannis giannis ivan jan;
  konstantinos kostas constantine costas; dimitrios dimitris; panagiotis panos takis; magdalena magda lena;
  malgorzata gosia margaret; agnieszka aga; aleksandra ola alexandra; krzysztof krzysiek christopher;
  francisco paco pancho fran kiko; jose pepe; guadalupe lupe; dolores lola; rosario charo;
  ignacio nacho inaki; eduardo edu lalo; concepcion concha; giuseppe beppe peppe pino; giovanni gianni nino;
  luigi gigi louis luis ludwig; salvatore toto; domenico mimmo; wilhelm willi willy bill;
  hans johannes johann; sebastian basti bastian; ursula uschi ulla; katharina kathi kati;
  friedrich fritz fred; zsuzsanna zsuzsa susan; erzsebet elizabeth bozsi elzbieta;
  istvan stephen pisti steven; jozsef joseph joska jozef josep; fatima fatma fatimah fatemeh;
  aisha ayesha ayse aicha; khadija hatice khadijah; abdul abdel abd; ahmed ahmad ahmet;
  mustafa mostafa moustafa; hassan hasan; omar umar omer; ibrahim abraham ebrahim; ismail ishmael;
  suleiman suleyman solomon sulaiman; yaakov jacob yakov jakob; avraham abraham avi; yitzhak isaac itzik;
  moshe moses moishe; shlomo solomon; marie maria mary; agatha agata agathe; siobhan shivaun; niamh neve;
  sean shaun shawn john; padraig patrick paddy; seamus james; caoimhe keeva;
  stephan stefan steven stephen etienne steve; geoffrey geoff jeffrey jeff; jean john; pierre peter;
  guillaume william; marc mark marcus markus marco; philippe philip phil; lucas luke luca lukas;
  sofia sophia sophie zofia; isabel isabelle isabella isobel; eleanor elinor nell nora;
  thaddeus tadeusz tad; satyanarayan satya; lakshmi laxmi; krishna krisna; srinivas sreenivas;
  chandrasekhar chandra; subramaniam subramanian subbu; vijay vijai; ngozi chukwungozi; chukwuemeka emeka;
  oluwaseun seun; oluwatobi tobi; babatunde tunde; thomas tomasz tomas tommaso toma tom; jerome hieronymus;
  cristian christian kristian; kathleen kathy kate; bridget biddy bridie; anastasia nastya stacy;
  svetlana sveta; tatiana tanya tatyana; natalia natasha nataliya nataly; liudmila ludmila lyudmila luda;
  galina galya; aleksei alexey alexei alyosha aleksey; sergei sergey serhii serge;
  andrei andrey andriy andrew; vasily vasyl basil vasilis; grigory gregory grisha hryhoriy;
  pavel paul pasha pavlo pablo paolo; pyotr peter petr petro; fyodor theodore fedor`;

/** Surnames that are one name in several romanisations: Korean, and Chinese in Mandarin, Cantonese and Hokkien. */
const surnameForms = `lee yi rhee; park pak bak; choi choe; kim gim; jung jeong chung; kang gang; cho jo; lim im rim; yoon yun;
  yoo yu; seo suh; shin sin; kwon gwon; ahn an; oh o; heo hur; ko go; ryu yu; li lee lei; wang wong;
  zhang chang cheung; chen chan tan; huang wong hwang; lin lim lam; wu ng goh; xu hsu tsui; zhou chou chow;
  zhao chao chiu; cai tsai choi; liu lau low; yang yeung; he ho; guo kuo kwok; zheng cheng teh;
  xie hsieh tse; jiang chiang; zhu chu; luo lo law; liang leung leong; ye yip yeh; xiao hsiao siu;
  zeng tseng tsang; fang fong; feng fung; xiong hsiung; deng teng tang; ma mah; ouyang auyeung`;

/** The names that each form may stand for: the first of every group that holds it. */
function rootsByForm(groups: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const group of groups.split(/;\s+/)) {
    const forms = group.split(/\s+/);
    const [root = ''] = forms;
    for (const form of forms) found.set(form, [...(found.get(form) ?? []), root]);
  }
  return found;
}

const givenRootsByForm = rootsByForm(givenForms);
const surnameRootsByForm = rootsByForm(surnameForms);

/** The names that a folded given name may stand for, itself among them; empty when it is in no table. */
export function givenRoots(given: string): readonly string[] {
  return givenRootsByForm.get(given) ?? [];
}

/** The same for surnames; the roots of one romanisation may be those of several names (`tang`: 邓 and 唐). */
export function surnameRoots(surname: string): readonly string[] {
  return surnameRootsByForm.get(surname) ?? [];
}
