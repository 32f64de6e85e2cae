/*
 * Legal forms of companies, derived from `org_types.yml` of OpenSanctions rigour (see NOTICE.md), with additions. Kept
 * without marks, since names are folded before they are compared.
 */

/** Each line a kind of form, or more of the line before: `limited: gmbh|ltd|…`. */
export const legalForms = `shares: a e|a g|a s|a spolecnost|aat|ad|ag|akc spolecnost|akciju sabiedriba|akcine bendrove|akcionarsko drustvo|
akciova spolecnost|akciova spolocnost|aksjeselskap|akt ges|aktg|aktien ges|aktien gesellschaft|
aktienges|aktiengesellschaft|aktieselskab|aktieselskabet|allmennaksjeselskap|anonim ortaklik|
anonim sirket|anonim sirketi|ao|as|asa|avatud aktsiaselts|avoin osakeyhtio|c a|c por a|cjsc|closed jsc|
co inc|cong ty co phan|corp|corporation|cpa|cty cp|d d|dd|delnicka spolecnost|dionicko drustvo|gag|
gemeinnutzige ag|haao|j s c|joint stock co|joint stock company|js co|jsc|jtd|julkinen osakeyhtio|k k|
kabushiki gaisha|kabushiki kaisha|kk|n v|n vennootschap|naaml vennootschap|naamloze vennootschap|nv|
o j s c|o joint stock co|oaj|oao|ohf|ojsc|open jsc|oyj|p l c|pao|pcl|pjsc|pjscb|plc|plc ltd|plco|
public company limited|public jsc|public limited|public limited co|public ltd co|
publichnoe aktsionernoe obshchestvo|reszvenytarsasag|rt|s a|s a a|s a b de cv|s a c|s a e|s a l|
s a s de cv|s a u|s p a|sa|sa de cv|saa|sab|sab de cv|sac|sacv|sad|sadecv|sae|saica|sal|saog|sapi de cv|
sapicv|sarf|sca|sgps|sha|shoqeri aksionere|sociedad anonima|sociedad anonima cerrada|sociedade anonima|
sociedade por acoes|societa anonima|societa per azioni|societate anonima|societate pe actiuni|
societatea pe actiuni|societe anonyme|societe par actions|spa|spolka akcyjna|tbk|yoaj|zao|α ε|αε|аат|ад|
акционарско друштво|акционерно дружество|акционерное общество|акционерско дружество|
акціонерне товариство|ао|ат|ват|еад|ед|закрытое акционерное общество|зао|зат|нао|оао|
открытое акционерное общество|пао|пат|прат|приватне акціонерне товариство|
публичное акционерное общество|публічне акціонерне товариство|сак|хк|شركة خفية الاسم|
სააქციო საზოგადოება|სს|公司|株|株式会社|股份有限公司|주식회사
limited: aktsiaselts|amba|anpartsselskab|aps|b v|b vennootschap|berhad|besl vennootschap|besloten vennootschap|
besloten vennootschap met beperkte aansprakelijkheid|bhd|bpk|bv|bvba|ca|cc|cia|cic|coltd|compania|
compania anonima|cong ty tnhh|cty tnhh|cty tnhh mtv|cyf|cyfyngedig|d o o|dac|dmcc|dno|doo|dooel|
drustvo s ogranicenom odgovornoscu|druzba z omejeno odgovornostjo|e i r l|e u r l|ead|ed|edms bpk|
eenpersoons bvba|ehf|einkahlutafelag|eireli|eood|epe|free zone co|free zone company|free zone llc|
freezone company|fz co|fz enterprise|fz llc|fzco|fze|fzllc|g m b h|gemeinnutzige gmbh|gemeinnutzige ug|
ges m b h|gesellschaft m b h|gesellschaft mbh|gesellschaft mit beschrankter haftung|gesmbh|ggmbh|gk|
gmbh|godo kaisha|gug|hf|hlutafelag|ike|inc|incorp|incorporated|incorporation|incorporee|
ivaerksaetterselskab|ivs|j d o o|jdoo|k f t|kft|korlatolt felelossegu tarsasag|l l c|lc|lda|limitada|
limite|limited|limited by guarantee|limited by shares|limited liab co|limited liability co|
limited liability company|limited sirket|limitee|llc|llc fz|llp kz|lt liability company|ltd|
ltd liab company|ltd liability co|ltd liability comp|ltd liability company|ltda|ltdsti|ltee|ltée|mbh|
mchj|mmc|nyrt|o y|od|ood|ooo|osakeyhtio|oy|oсoo|p l|pllc|private limited|private limited company|
private ltd|proprietary limited|proprietary ltd|pte|pty|pvt|s a r l|s a s|s a s u|s de rl|s de rl de cv|
s ie|s l|s l l|s l u|s par a s|s r l|s r o|sa rl|sabiedriba ar ierobezotu atbildibu|saoc|sarl|sas|sasu|
scc|sd|sdn|sendirian berhad|sh p k|shoqeri me pergjegjesi te kufizuar|shpk|sirketi|sl|sll|slne|slu|smba|
soc a resp limitee|sociedad de responsabilidad limitada|sociedad limitada|sociedade limitada|
societa a responsabilita limitata|societate cu raspundere limitata|societe a responsabilite limitee|
sp z o o|sp z ogr odp|sp z oo|sp z oo spk|sp zoo|spol s r o|spol s ro|spol s ruc omez|
spolecnost s rucenim omezenym|spolka z ogr odpow|spolka z ograniczona odpowiedzialnoscia|spolka z oo|
spolka z oo spk|spolocnost s rucenim obmedzenym|sprl|spz oo|spzoo|srl|srlcv|sro|sti|suarl|teo|teoranta|
tnhh|tov|uab|ug|ug haftungsbeschr|ug haftungsbeschrankt|ug hb|unipessoal|unternehmerg|unternehmerges|
uzdaroji akcine bendrove|w l l|with limited liability|wll|yk|yu|zrt|επε|ι κ ε|ικε|гмбх|дззд|доо|дооел|
дп|дружество с ограничена отговорност|друштво са ограниченом одговорношћу|еоод|жшс|лимитед|лтд|лімітед|
мчж|общество с ограниченной ответственностью|од|одо|оод|ооо|с ие|сд|сиа|таа|тда|тзов|тов|
товариство з обмеженою відповідальністю|ххк|ՍՊԸ|սպը|בע מ|בעמ|מ ב|المحدودة|المساهمة المحدودة|جمعية|ذ م م|
ذمم|ش م م|จำกัด|บริษัท|มหาชน|შპს|合同会社|有限|有限会社|有限公司|有限合同会社|有限責任公司|有限责任公司|責任有限公司|유한회사|주
partners: ag und co kg|ans|ansvarlig selskap|ap|avoin yhtio|ay|bt|c v|comandita simple|comm v|comm va|
commanditaire vennootschap|cv|cva|da|egbr|g p|gbr|general partnership|gesbr|gmbh and co|gmbh u co kg|
gmbh und co kg|hb|i s|ilp|interessentskab|k g|k s|kb|kd|kda|keg|kg|kgaa|kkt|kolektif sirket|koll sti|
kom sti|komandit sirket|komanditni spolecnost|komanditno drustvo|kommanditbolag|kommanditgesellschaft|
kommanditselskab|ks|ky|l p|limited liability partnership|limited ortaklik|limited partnership|lllp|llp|
lp|mbb|mbh u co kg|offene handelsgesellschaft|ohg|part mbb|partg|partgmbb|partmbb|partnerschaft|s c|
s c i|s c s|s e n c|s en c|s n c|sameignarfelag|sapa|sce i|scei|sci|scra|scs|secs|sf|sh k|shk|snc|snt|
sociedad colectiva|sociedad comanditaria|societa in accomandita semplice|societa in nome collettivo|
societe civile|societe civile immobiliere|societe en nom collectif|sp j|sp k|spj|spk|spolka cywilna|
spolka jawna|spolka komandytowa|stiftung and co kg|stiftung and co kgaa|stiftung und co kg|taisuhing|tu|
usaldusuhing|uu|v o f|vennootschap onder firma|гмбх енд ко кг|кд|кда|лп|ооп|пт|тоо|兩合公司|匿名組合|合名会社|合資会社|
有限責任事業組合
other: a bolag|ab|abp|abv|ae|aktie bolag|aktiebol|aktiebolag|asbl|association|co|company|e v|
eingetragener verein|eu|ev|f ma|fie|fmba|gp|joint venture|jv|kv|oeg|og|oiminimi|osauhing|osk|osuuskunta|
ou|partnerselskab|persero|perseroan terbatas|pilnsabiedriba|preduzetnik|pse|psu|pt|qk|qmj|qsc|sc|scpa|
se|sia|t mi|vzw|xk|xt|ανωνυμη εταιρεια|д с|пр|предузетник|уп|чп|شرکت|ኮርፖሬሽን
sole: e k|e kfm|e kfr|e u|ei|eirl|ek|ekfm|ekfr|eurl|fop|ip|kfm|kfr|mb|opg|pp|private enterprise|pup|sau|
sole proprietorship|sp|spd|szk|ultd|unlimited|unlimited proprietary|unltd|vof|vos|едноличен търговец|ет|
ип|пп|приватне підприємство|пуп|спд|фоп|іп|無限公司
coop: andelslag|anl|co op|coop|cooperatie|cooperatif|cooperation|cooperativa|cooperative|cooperative society|
cvba|cvoa|e g|eeig|eg|ege|egen|ek for|ekd|ekfor|ekonomisk forening|esv|ets|ewiv|genossenschaft|gie|
hop tac xa|htx|koop|kooperatif|kooperatif sirket|kooperativa|kooperatsia|s c a r l|s coop|scarl|sce|
scoop|scop|sgr|sociedad cooperativa|societa cooperativa|spoldzielni|szov|szovetkezet|u a|vvag|екд|еоии|
кооператив|кооперация|пк|пкооп|спк`;
