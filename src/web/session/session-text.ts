/** The words of the pages for people who are not signed in. */
export const SESSION_TEXT = {
  signIn: "ログイン",
  email: "メールアドレス",
  password: "パスワード",
  forgotten: "パスワードを忘れた場合",
} as const;
