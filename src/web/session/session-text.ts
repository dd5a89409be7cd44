/** The words of the pages for people who are not signed in. */
export const SESSION_TEXT = {
  signIn: "ログイン",
  email: "メールアドレス",
  password: "パスワード",
  forgotten: "パスワードを忘れた場合",
  invitationHeading: "パスワードの設定",
  newPassword: "新しいパスワード",
  passwordHelp: "12文字以上で入力してください。",
  choosePassword: "パスワードを設定する",
  chosen: "パスワードを設定しました。設定したパスワードでログインしてください。",
  forgottenHeading: "パスワードの再設定",
  forgottenAbout: "登録しているメールアドレスに、パスワードを再設定するURLを送信します。",
  sendUrl: "URLを送信する",
  sent: "登録されているメールアドレスの場合は、パスワードを再設定するURLを送信しました。届かない場合は、入力したメールアドレスを確認するか、ほかの管理者にURLの再発行を依頼してください。",
  mailNotSetUp:
    "この環境では、メールを送信していません。ほかの管理者に、「設定」＞「管理者」で「URLを再発行」を依頼してください。",
  backToSignIn: "ログイン画面に戻る",
} as const;

/** For whom a password is chosen. */
export function invitationAboutText({
  companyName,
  name,
  email,
  purpose,
}: {
  readonly companyName: string;
  readonly name: string;
  readonly email: string;
  readonly purpose: "invitation" | "new-password";
}): string {
  return purpose === "invitation"
    ? `${name}さん（${email}）は、${companyName}のミキワメに招待されました。ログインに使用するパスワードを設定してください。`
    : `${name}さん（${email}）の新しいパスワードを設定してください。`;
}
