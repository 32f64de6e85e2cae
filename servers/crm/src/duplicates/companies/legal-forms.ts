/*
 * Legal forms of companies, derived from `org_types.yml` of OpenSanctions rigour (see NOTICE.md), with additions. Kept
 * without marks, since names are folded before they are compared.
 */

/** Each line a kind of form, or more of the line before: `limited: gmbh|ltd|…`. */
export const legalForms = `shares: a e|a g|a s|a spolecnost|aandelenvennootschap|aat|ab|abp|ad|ag|ag societe anonyme|akc spolecnost|
akciju sabiedriba|akcine bendrove|akcionarsko drustvo|akciova spolecnost|akciova spolocnost|
aksiyadorlik jamiyati|aksjeselskap|akt ges|aktg|aktien ges|aktien gesellschaft|aktienges|
aktiengesellschaft|aktieselskab|aktieselskabet|aktsiaselts|allmennaksjeselskap|anonim ortaklik|
anonim sirket|anonim sirketi|ao|as|asa|avatud aktsiaselts|avoin osakeyhtio|c a|c por a|ca|cjsc|
closed jsc|co inc|compania por acciones|cong ty co phan|corp|corporation|cpa|cty cp|d d|dd|
delnicka spolecnost|dionicko drustvo|evropeysko druzhestvo|gag|gemeinnutzige ag|haao|hf|inc|
incorporated|j s c|j stock company|javna delniska druzba|jnt stock co|joint stock co|
joint stock company|joint stock corp|jointstock company|js co|jsc|jsc company|jt stock co|jtd|
julkinen osakeyhtio|jusikhoesa|k k|kabushiki gaisha|kabushiki kaisha|kk|n v|n vennootschap|
naaml vennootschap|naamloze vennootschap|nv|nyrt|o j s c|o joint stock co|oaj|oao|ohf|ojsc|
open jnt stock co|open jsc|otkr akts obshch|oyj|p l c|pao|pcl|pjsc|pjscb|plc|plc company|plc ltd|plco|
pub limited|pub limited co|pub lt co|pub ltd co|public company limited|public jsc|public limited|
public limited co|public lt co|public lt company|public ltd co|public stock company|
publichnoe aktsionernoe obshchestvo|publicly ltd company|reszvenytarsasag|rt|s a|s a a|s a b de cv|
s a c|s a e|s a l|s a s de cv|s a u|s p a|sa|sa de cv|saa|sab|sab de cv|sac|saci y f|sacif|sacifi|
sacifi y a|sacifia|sacv|sad|sadecv|sae|saica|sal|saoc|saog|sapi de cv|sapicv|sarf|sau|sca|se|sgps|sha|
shoqeri aksionere|shoqeri anonime|soc anon de cap var|sociedad anonima|sociedad anonima cerrada|
sociedad por acciones|sociedade anonima|sociedade por acoes|societa anonima|societa per azioni|
societas europaea|societat anonima|societate anonima|societate pe actiuni|societatea pe actiuni|
societe anonyme|societe par actions|spa|spolka akcyjna|tbk|yoaj|zao|zrt|α ε|αε|ανωνυμη εταιρεια|аат|ад|
акционарско друштво|акционерно дружество|акционерного общества|акционерное общество|
акционерные общества|акционерско дружество|акциядорлик жамияти|акціонерне товариство|ао|ат|ват|еад|ед|
закрытое акционерное общество|зао|зат|нао|оао|открытое акционерное общество|пао|пат|прат|
приватне акціонерне товариство|публичное акционерное общество|публічне акціонерне товариство|сак|хк|
хувьцаат компани|شركة خفية الاسم|มหาชน|სააქციო საზოგადოება|სს|ሃላፊነቱ የተወሰነ የግል ማህበር|公司|株|株式会社|股份有限公司|주|
주식회사
limited: ab company oy|aktsiaselts|amba|anpartsselskab|aps|b v|b vennootschap|berhad|besl vennootschap|
besloten vennootschap|besloten vennootschap met beperkte aansprakelijkheid|bhd|bpk|bv|bvba|ca|cc|cia|
cia ltda|cic|co limited|co llc|co ltd|coltd|compania|compania anonima|company limited|company oy ab|
cong ty tnhh|cty tnhh|cty tnhh mtv|cyf|cyfyngedig|d o o|dac|dis tic ltd|disticltd|dmcc|dmcc co|
dmcc company|dmcc free zone|dmcc llc|dno|dntn|doanh nghiep tu nhan|doo|dooel|drustveno preduzece|
drustvo s ogranicenom odgovornoscu|druzba z omejeno odgovornostjo|dtnn|e i r l|e u r l|ead|ed|edms bpk|
eenpersoons bvba|ehf|einkahlutafelag|eireli|eirl|eood|epe|eurl|free zone co|free zone company|
free zone enterprise|free zone entity|free zone llc|freezone company|fz co|fz enterprise|fz entity|
fz establishment|fz llc|fzco|fze|fzllc|g m b h|gemeinnutzige gmbh|gemeinnutzige ug|ges m b h|
ges mit besch haftung|gesellsch m b h|gesellschaft m b h|gesellschaft mbh|
gesellschaft mit beschrankter haftung|gesmbh|ggmbh|gk|gmbesch haftung|gmbeschr haftung|gmbh|godo kaisha|
gug|hf|hlutafelag|ike|inc|incorp|incorporated|incorporation|incorporee|ivaerksaetterselskab|ivs|j d o o|
jdoo|k f t|kft|kft fioktelep|korlatolt felelossegu tarsasag|l l c|lc|lda|limitada|limite|limited|
limited by guarantee|limited by shares|limited co|limited company|limited liab co|limited liability co|
limited liability company|limited sirket|limited sirketi|limited sti|limitee|llc|llc fz|llp kz|
lt liability company|ltd|ltd co|ltd liab company|ltd liability co|ltd liability comp|
ltd liability company|ltd sti|ltda|ltdsti|ltee|ltée|mbh|mchj|mit besch haftung|mit beschr haftung|mmc|
nyrt|o y|od|ood|ooo|ortacko drustvo|osakeyhtio|osauhing|ou|oy|oy company ab|oсoo|p l|pllc|
private limited|private limited company|private ltd|proprietary limited|proprietary ltd|pte|pte limited|
pte ltd|pty|pty limited|pty ltd|pvt|pvt limited|pvt ltd|s a r l|s a s|s a s u|s de rl|s de rl de cv|
s ie|s l|s l l|s l u|s par a s|s r l|s r o|sa rl|sabiedriba ar ierobezotu atbildibu|saoc|sarl|sas|sasu|
scc|sd|sd s ie|sdn|sdn bhd|sendirian berhad|sh p k|shoqeri me pergjegjesi te kufizuar|shpk|sia|sirketi|
sl|sll|slne|slu|smba|soc a resp limitee|sociedad de responsabilidad limitada|sociedad limitada|
sociedade limitada|societa a responsabilita limitata|societate cu raspundere limitata|
societe a responsabilite limitee|sp z o o|sp z ogr odp|sp z oo|sp z oo spk|sp zoo|spol s r o|spol s ro|
spol s ruc omez|spolecnost s rucenim omezenym|spolka z ogr odpow|
spolka z ograniczona odpowiedzialnoscia|spolka z oo|spolka z oo spk|spolocnost s rucenim obmedzenym|
sprl|spz oo|spzoo|srl|srlcv|sro|sti|suarl|teo|teoranta|tnhh|tov|uab|ug|ug haftungsbeschr|
ug haftungsbeschrankt|ug hb|unipessoal|unipessoal lda|unipessoal limitada|unternehmerg|unternehmerges|
uzdaroji akcine bendrove|w l l|with limited liability|wll|yk|yu|yuhanhoesa|zrt|επε|ι κ ε|ικε|гмбх|дззд|
доо|дооел|дп|дружество с ограничена отговорност|друштвено предузеће|друштво са ограниченом одговорношћу|
еоод|жшс|лимитед|лтд|лімітед|мчж|общество с ограниченной ответственностью|од|одо|оод|ооо|
ортачко друштво|с ие|сд|сиа|събирателно дружество|таа|тда|тзов|тов|
товариство з обмеженою відповідальністю|тоо|ххк|ՍՊԸ|սպը|בע מ|בעמ|מ ב|المحدودة|المساهمة المحدودة|جمعية|
ذ م م|ذمم|ش م م|จำกัด|บริษัท|มหาชน|შპს|合同会社|有限|有限会社|有限公司|有限合同会社|有限責任公司|有限责任公司|責任有限公司|유한회사|주
partners: k s|ag and co kg|ag and co kgaa|ag und co kg|agcokg|agcokgaa|and co kg|ans|ansvarlig selskap|ap|avoin yhtio|
ay|beteti tarsasag|bgb gesellschaft|bt|bv and co kg|bvcokg|c v|co kg|comandita simple|comm v|comm va|
commanditaire vennootschap|cv|cva|da|eg and co kg|egbr|egcokg|egyszeru tarsasag|eingetragene gbr|g p|
gbr|general partnership|ges bur rechts|gesbr|gmbh and co|gmbh and co kg|gmbh and co kgaa|
gmbh and co ohg|gmbh u co kg|gmbh und co kg|gmbhcokg|gmbhcokgaa|gmbhcoohg|gp|hb|i s|ilp|interessentskab|
k g|kb|kd|kda|keg|kg|kgaa|kkt|kolektif sirket|koll sti|kom sti|komandit sirket|komanditni spolecnost|
komanditno drustvo|komanditno druzhestvo|komanditsabiedriba|kommandiittiyhtio|kommanditbolag|
kommanditgesellschaft|kommanditselskab|kozkereseti tarsasag|ks|ky|l p|limited and co kg|
limited liability partnership|limited ortaklik|limited partnership|lllp|llp|lp|ltd and co kg|ltdcokg|
mbb|mbh and co kg|mbh u co kg|offene handelsgesellschaft|og|ohg|part mbb|partg|partg mbb|partgmbb|
partmbb|partnerschaft|partnerschaft mbb|s c|s c i|s c s|s e n c|s en c|s n c|sameignarfelag|sapa|sc|
sce i|scei|sci|scpa|scra|scs|se and co kg|se and co kgaa|secokg|secokgaa|secs|sf|sh k|shk|
shoqeri komandite|snc|snt|sociedad colectiva|sociedad comanditaria|societa in accomandita semplice|
societa in nome collettivo|societe civile|societe civile immobiliere|societe en nom collectif|sp j|sp k|
spj|spk|spolka cywilna|spolka jawna|spolka komandytowa|stiftung and co kg|stiftung and co kgaa|
stiftung und co kg|stiftungcokg|stiftungcokgaa|taisuhing|tokumei kumiai|tu|ug and co kg|ug and co ohg|
ugcokg|ugcoohg|usaldusuhing|uu|v o f|vennootschap onder firma|vof|гмбх енд ко кг|кд|кда|
командитно дружество|командитно друштво|лп|ооп|полное товарищество|пт|тоо|አክሲዩን ማህበር|兩合公司|匿名組合|合名会社|
合資会社|有限責任事業組合
other: a bolag|ab|abp|abv|adsic|ae|aktie bolag|aktiebol|aktiebolag|anonimi eteria|asbl|association|co|company|
e u|e v|eingetragener verein|enskild naringsidkare|eu|ev|f ma|fie|fmba|gp|joint venture|jv|
kozos vallalat|kv|oeg|offene gesellschaft|og|oiminimi|osauhing|osk|osuuskunta|ou|partnerselskab|persero|
perseroan terbatas|pilnsabiedriba|preduzetnik|pse|psu|pt|pt tbk|publikt aktiebolag|qk|qmj|
qoshma korxona|qsc|rekisteroity puolue|s coop|saatio|sc|scoop|scpa|se|sgr|sia|stille gesellschaft|t mi|
vzw|xk|xt|xususiy korxona|xususiy tadbirkorlik|ανωνυμη εταιρεια|адсиц|д с|кфх|оюл|поп обгуз|попрз|пр|
предузетник|тсж|уп|фоп|чп|қушма корхона|شرکت|ኮርፖሬሽን|የመንግስት ልማት ድርጅቶች
sole: e k|e kfm|e kfr|e u|ednolichen targovets|egyeni ceg|egyeni vallalkozo|ei|eingetr kaufmann|
eingetragene kauffrau|eirl|ek|ekfm|ekfr|empresa unipersonal|eurl|fop|ip|kfm|kfr|mb|oilaviy korxona|opg|
pp|private enterprise|pup|sau|sole proprietorship|sp|spd|statni podnik|szk|ultd|unlimited|
unlimited company|unlimited proprietary|unltd|vof|vos|zzp|едноличен търговец|ет|ип|пп|
приватне підприємство|пуп|спд|фоп|іп|無限公司
coop: andelslag|anl|co op|coop|cooperatie|cooperatif|cooperation|cooperativa|cooperative|cooperative society|
cvba|cvoa|e g|eeig|eg|ege|egen|ek for|ekd|ekfor|ekonomisk forening|erdeszeti tarsulas|esv|ets|ewiv|
genossenschaft|gensidigt selskab|gie|hop tac xa|htx|koop|kooperatif|kooperatif sirket|kooperativa|
kooperatsia|s c a r l|s coop|scarl|sce|scoop|scop|sgr|sociedad cooperativa|societa cooperativa|
spoldzielni|szov|szovetkezet|u a|vvag|екд|еоии|кооператив|кооперация|пк|пкооп|спк|ህብረት ስራ ማህበራት`;
