import { chromium as pw } from "playwright-core"; import chromium from "@sparticuz/chromium";
const base="http://localhost:3271";
const b = await pw.launch({ executablePath: await chromium.executablePath(), args: [...chromium.args.filter(a=>!/single-process|zygote/.test(a)), "--no-sandbox"], headless: true });
const p = await b.newPage({ viewport: { width: 1280, height: 900 }, locale: "ja-JP" });
await p.goto(base+"/sign-in");
await p.getByLabel("メールアドレス").fill("admin@example.com");
await p.getByLabel("パスワード").fill("mikiwame-demo");
await p.getByRole("button",{name:"ログイン"}).click();
await p.getByRole("heading",{level:1,name:"ホーム"}).waitFor();
p.on("response", r=>console.log(Date.now()-t, r.status(), r.url().replace(base,"")));
let t;
for (const path of ["/runs/nonsense","/employees/nonsense","/departments/nonsense","/employees/999999999","/runs/00000000-0000-0000-0000-000000000000"]) {
  t=Date.now(); await p.goto(base+path); await p.getByRole("alert").first().waitFor({timeout:30000}); console.log(path, Date.now()-t, (await p.getByRole("alert").first().innerText()));
}
await b.close();
