import { pick, type Random } from "../random.ts";

/** A made-up person's name. */
export interface PlantedName {
  readonly lastName: string;
  readonly lastNameKana: string;
  readonly firstName: string;
  readonly firstNameKana: string;
  readonly gender: "male" | "female";
  /** For a mail address: letters and a dot. */
  readonly latin: string;
}

/** A name out of common Japanese family and given names. */
export function pickName(random: Random): PlantedName {
  const [lastName, lastNameKana, lastLatin] = pick(random, FAMILY_NAMES);
  const gender = random() < 0.5 ? "male" : "female";
  const [firstName, firstNameKana, firstLatin] = pick(random, gender === "male" ? MALE_NAMES : FEMALE_NAMES);
  return { lastName, lastNameKana, firstName, firstNameKana, gender, latin: `${lastLatin}.${firstLatin}` };
}

type Spelling = readonly [written: string, kana: string, latin: string];

const FAMILY_NAMES: readonly Spelling[] = [
  ["佐藤", "サトウ", "sato"],
  ["鈴木", "スズキ", "suzuki"],
  ["高橋", "タカハシ", "takahashi"],
  ["田中", "タナカ", "tanaka"],
  ["伊藤", "イトウ", "ito"],
  ["渡辺", "ワタナベ", "watanabe"],
  ["山本", "ヤマモト", "yamamoto"],
  ["中村", "ナカムラ", "nakamura"],
  ["小林", "コバヤシ", "kobayashi"],
  ["加藤", "カトウ", "kato"],
  ["吉田", "ヨシダ", "yoshida"],
  ["山田", "ヤマダ", "yamada"],
  ["佐々木", "ササキ", "sasaki"],
  ["山口", "ヤマグチ", "yamaguchi"],
  ["松本", "マツモト", "matsumoto"],
  ["井上", "イノウエ", "inoue"],
  ["木村", "キムラ", "kimura"],
  ["林", "ハヤシ", "hayashi"],
  ["斎藤", "サイトウ", "saito"],
  ["清水", "シミズ", "shimizu"],
  ["山崎", "ヤマザキ", "yamazaki"],
  ["森", "モリ", "mori"],
  ["池田", "イケダ", "ikeda"],
  ["橋本", "ハシモト", "hashimoto"],
  ["阿部", "アベ", "abe"],
  ["石川", "イシカワ", "ishikawa"],
  ["中島", "ナカジマ", "nakajima"],
  ["前田", "マエダ", "maeda"],
  ["小川", "オガワ", "ogawa"],
  ["岡田", "オカダ", "okada"],
  ["長谷川", "ハセガワ", "hasegawa"],
  ["藤田", "フジタ", "fujita"],
  ["後藤", "ゴトウ", "goto"],
  ["近藤", "コンドウ", "kondo"],
  ["村上", "ムラカミ", "murakami"],
  ["遠藤", "エンドウ", "endo"],
  ["青木", "アオキ", "aoki"],
  ["坂本", "サカモト", "sakamoto"],
  ["福田", "フクダ", "fukuda"],
  ["西村", "ニシムラ", "nishimura"],
  ["太田", "オオタ", "ota"],
  ["藤井", "フジイ", "fujii"],
  ["岡本", "オカモト", "okamoto"],
  ["三浦", "ミウラ", "miura"],
  ["金子", "カネコ", "kaneko"],
  ["中野", "ナカノ", "nakano"],
  ["原田", "ハラダ", "harada"],
  ["松田", "マツダ", "matsuda"],
  ["竹内", "タケウチ", "takeuchi"],
  ["小野", "オノ", "ono"],
];

const MALE_NAMES: readonly Spelling[] = [
  ["健一", "ケンイチ", "kenichi"],
  ["大輔", "ダイスケ", "daisuke"],
  ["翔太", "ショウタ", "shota"],
  ["拓也", "タクヤ", "takuya"],
  ["直樹", "ナオキ", "naoki"],
  ["誠", "マコト", "makoto"],
  ["浩二", "コウジ", "koji"],
  ["隆", "タカシ", "takashi"],
  ["亮", "リョウ", "ryo"],
  ["学", "マナブ", "manabu"],
  ["和也", "カズヤ", "kazuya"],
  ["達也", "タツヤ", "tatsuya"],
  ["悠斗", "ユウト", "yuto"],
  ["蓮", "レン", "ren"],
  ["陽向", "ヒナタ", "hinata"],
  ["颯太", "ソウタ", "sota"],
  ["正人", "マサト", "masato"],
  ["裕介", "ユウスケ", "yusuke"],
  ["一郎", "イチロウ", "ichiro"],
  ["光", "ヒカル", "hikaru"],
];

const FEMALE_NAMES: readonly Spelling[] = [
  ["美咲", "ミサキ", "misaki"],
  ["陽子", "ヨウコ", "yoko"],
  ["由美", "ユミ", "yumi"],
  ["恵子", "ケイコ", "keiko"],
  ["真由美", "マユミ", "mayumi"],
  ["愛", "アイ", "ai"],
  ["さくら", "サクラ", "sakura"],
  ["結衣", "ユイ", "yui"],
  ["葵", "アオイ", "aoi"],
  ["七海", "ナナミ", "nanami"],
  ["彩", "アヤ", "aya"],
  ["麻衣", "マイ", "mai"],
  ["千尋", "チヒロ", "chihiro"],
  ["香織", "カオリ", "kaori"],
  ["直子", "ナオコ", "naoko"],
  ["智子", "トモコ", "tomoko"],
  ["裕子", "ユウコ", "yuko"],
  ["明日香", "アスカ", "asuka"],
  ["凛", "リン", "rin"],
  ["遥", "ハルカ", "haruka"],
];
