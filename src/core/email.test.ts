import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanedEmail, emailKey, isValidEmail } from "./email.ts";

describe("M24: the mail address as the key of a person", () => {
  test.each([
    ["Taro.Yamada@Example.COM", "Taro.Yamada@Example.COM", "taro.yamada@example.com"],
    ["Ｔａｒｏ＠ａａａ．ｃｏｍ", "Taro@aaa.com", "taro@aaa.com"],
    ["　taro@aaa.com\u00A0", "taro@aaa.com", "taro@aaa.com"],
    ["ta\u200Bro\uFEFF@aaa.com", "taro@aaa.com", "taro@aaa.com"],
    ["taro@aaa.com\u0000\r\n", "taro@aaa.com", "taro@aaa.com"],
    ["\u202Etaro@aaa.com", "taro@aaa.com", "taro@aaa.com"],
  ])("%j is stored as %s and matched as %s", (email, cleaned, key) => {
    expect([cleanedEmail(email), emailKey(email)]).toEqual([cleaned, key]);
  });

  test("an address that was cleaned once stays as it is", () => {
    const anyText = fc.string({ unit: fc.constantFrom(..."aZ@.Ａ＠．　 \u200Bカ゛é-_+"), maxLength: 20 });
    fc.assert(
      fc.property(anyText, (email) => {
        const cleaned = cleanedEmail(email);

        if (isValidEmail(cleaned)) expect(cleanedEmail(cleaned)).toBe(cleaned);
        if (isValidEmail(cleaned)) expect(emailKey(cleaned)).toBe(emailKey(email));
      }),
      { numRuns: 5_000 },
    );
  });

  test.each(["a@b", "a..b@docomo.ne.jp", ".a.@ezweb.ne.jp", "o'brien+hr@example.co.jp"])("%s is valid", (email) => {
    expect(isValidEmail(email)).toBe(true);
  });

  test("an address that no mail server takes is not valid", () => {
    const domain = "@example.jp";

    expect(isValidEmail("a".repeat(254 - domain.length) + domain)).toBe(true);
    expect(isValidEmail("a".repeat(255 - domain.length) + domain)).toBe(false);
  });

  test.each(["", "a", "@b", "a@", "a@-b.jp", "a b@c.jp", "a@b..jp", "a@b.jp.", "a@b@c", "見本@example.jp"])(
    "%j is not",
    (email) => {
      expect(isValidEmail(email)).toBe(false);
    },
  );
});
