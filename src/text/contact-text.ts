/** M36: where people are sent with questions. */
interface Contact {
  readonly name: string;
  readonly url: string | null;
  readonly email: string | null;
  readonly hours: string | null;
}

const OUR_CONTACT: Contact = { name: "ミキワメの問い合わせ窓口", url: null, email: null, hours: "平日9時〜18時" };

/** M36: the company's own contact, or the product's while it has named none. */
export function contactText(contact: Contact | null): Contact {
  return contact ?? OUR_CONTACT;
}
