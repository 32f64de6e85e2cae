/** One name per line: the full form, then the forms people use for it. */
const table = `alexander alex sandy xander sasha aleksandr alessandro alejandro
alexandra alex sandra sasha lexi
albert al bert bertie
andrew andy drew andreas andrei andre
anthony tony anton antonio antony
barbara barb babs
benjamin ben benny
catherine cathy kate katie kathy katherine kathryn katharine cat kat ekaterina katya
charles charlie chuck chas carlos carl karl
charlotte lottie charlie
christine chris tina christina kristina kirsten
christopher chris kris kit christoph
daniel dan danny
david dave davey
deborah deb debbie
dmitri dima dmitry
dorothy dot dottie
edward ed eddie ted teddy ned eduard eduardo
eleanor ellie nell nora
elizabeth liz beth betty lizzie eliza elisabeth lisa bess libby
emily em emmy
frances fran fanny
francis frank francisco paco franz francesco
frederick fred freddie fritz friedrich
gabriel gabe
gerald gerry jerry
gregory greg gregor
henry harry hank heinrich henri enrique
isabella bella izzy isabel isabelle
jacob jake jakob
james jim jimmy jamie jaime
janet jan
jennifer jen jenny jenn
jessica jess jessie
john jack johnny jon juan johann hans jan giovanni ivan jean
jonathan jon jonny
joseph joe joey josef jose pepe giuseppe
joshua josh
judith judy
kenneth ken kenny
lawrence larry laurence lorenzo
leonard leo len lenny
leonardo leo
madeleine maddie maddy madeline
margaret maggie meg peggy marge margarita greta
maria mary marie
mary molly polly
martin marty
matthew matt matthias matteo
maximilian max
michael mike mick mickey mikhail michel miguel michele misha
natalie nat natasha natalia
nathaniel nate nathan
nicholas nick nicky nicolas nikolai klaus
oliver ollie
pamela pam
patricia pat patty tricia trish
patrick pat paddy
peter pete pedro pyotr pierre
philip phil phillip philipp
rebecca becky becca
richard rick dick rich ricky ricardo
robert bob rob bobby robbie roberto bert
ronald ron ronnie
samantha sam
samuel sam sammy
sarah sara sally
stephanie steph
stephen steve steven stefan esteban stefano
susan sue susie suzanne
sergei seryozha sergey
theodore ted theo teddy
theresa terry tess teresa
thomas tom tommy tomas
timothy tim
valentina valya
victoria vicky tori
vladimir vova volodya
walter walt wally
william bill will billy willy liam wilhelm guillermo guillaume
zachary zach zack`;

const roots: ReadonlyMap<string, readonly string[]> = rootsByForm();

function rootsByForm(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const line of table.split('\n')) {
    const forms = line.split(' ');
    const [root = ''] = forms;
    for (const form of forms) found.set(form, [...(found.get(form) ?? []), root]);
  }
  return found;
}

/** The full names that a folded given name may stand for; empty when it is in no table. */
export function givenNameRoots(given: string): readonly string[] {
  return roots.get(given) ?? [];
}
