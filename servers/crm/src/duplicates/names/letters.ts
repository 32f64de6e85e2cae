/*
 * Letters of other scripts, each followed by what stands for it in Latin letters; nothing follows a letter that is not
 * heard. They are for comparison alone: what several romanisations agree on matters, not which one is official.
 */

const cyrillic = `аa бb вv гg дd еe ёe жzh зz иi йi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe
  юiu яia єie іi їi ґg ўu јj љlj њnj ћc ђdj џdz ѓg ќk ѕdz`;

const greek = `αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo`;

const armenian = `աa բb գg դd եe զz էe ըe թt ժzh իi լl խkh ծts կk հh ձdz ղgh ճch մm յy նn շsh ոo չch պp ջj ռr սs վv տt
  րr ցts ւv փp քk օo ֆf ևev`;

const georgian = `აa ბb გg დd ეe ვv ზz თt იi კk ლl მm ნn ოo პp ჟzh რr სs ტt უu ფp ქk ღgh ყq შsh ჩch ცts ძdz წts ჭch
  ხkh ჯj ჰh`;

// short vowels are not written
const arabic = `اa أa إi آa ء ئ ؤ بb تt ثth جj حh خkh دd ذdh رr زz سs شsh صs ضd طt ظz ع غgh فf قq كk لl مm نn هh ةa
  وw يy ىa پp چch ژzh گg کk یy`;

const hebrew = `א בv גg דd הh וv זz חh טt יy כk ךk לl מm םm נn ןn סs ע פp ףf צts ץts קk רr שsh תt`;

// hiragana stands 0x60 before katakana
const kana = `アa イi ウu エe オo カka キki クku ケke コko サsa シshi スsu セse ソso タta チchi ツtsu テte トto ナna ニni ヌnu ネne ノno
  ハha ヒhi フfu ヘhe ホho マma ミmi ムmu メme モmo ヤya ユyu ヨyo ラra リri ルru レre ロro ワwa ヲo ンn ガga ギgi グgu ゲge
  ゴgo ザza ジji ズzu ゼze ゾzo ダda デde ドdo バba ビbi ブbu ベbe ボbo パpa ピpi プpu ペpe ポpo ヴvu ー ッ ャya ュyu ョyo ァa
  ィi ゥu ェe ォo`;

function pairsOf(text: string): readonly (readonly [string, string])[] {
  return text.split(/\s+/).map((entry) => [entry.slice(0, 1), entry.slice(1)] as const);
}

const bothKana = pairsOf(kana).flatMap(([letter, sound]) => {
  const hiragana = /[ァ-ヴ]/.test(letter)
    ? [[String.fromCharCode(letter.charCodeAt(0) - 0x60), sound] as const]
    : [];
  return [[letter, sound] as const, ...hiragana];
});

/** The Latin letters of one letter of another alphabet or syllabary, lower case. */
export const latinLetters: ReadonlyMap<string, string> = new Map([
  ...[cyrillic, greek, armenian, georgian, arabic, hebrew].flatMap(pairsOf),
  ...bothKana,
]);
