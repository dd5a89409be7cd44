import { chromium as pw } from "playwright-core"; import chromium from "@sparticuz/chromium";
const [,, url, out, w="1280", h="900"] = process.argv;
const b = await pw.launch({ executablePath: await chromium.executablePath(), args: [...chromium.args.filter(a=>!/single-process|zygote/.test(a)), "--no-sandbox"], headless: true });
const p = await b.newPage({ viewport: { width: +w, height: +h }, locale: "ja-JP" });
p.on("console", m => console.log("console:", m.text())); p.on("pageerror", e => console.log("pageerror:", e.message));
await p.goto(url, { waitUntil: "networkidle" }); await p.evaluate(()=>document.fonts.ready); await p.screenshot({ path: out, fullPage: true }); await b.close();
