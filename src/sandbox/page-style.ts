/** The looks of every page: the system's fonts, wide and narrow, no picture. */
export const PAGE_STYLE = `
* { box-sizing: border-box; }
body { margin: 0; font-family: system-ui, "Hiragino Sans", "Noto Sans JP", sans-serif; color: #23221e; background: #f8f7f6; line-height: 1.6; }
a { color: #0063a6; } a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, textarea:focus-visible,
summary:focus-visible, .scroll:focus-visible { outline: 3px solid #0063a6; outline-offset: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: -999em; } .skip:focus { left: 8px; top: 8px; padding: 8px; background: #fff; z-index: 1; }
header { background: #23221e; color: #fff; padding: 8px 24px; }
header a { color: #fff; }
.brand { margin: 0; font-weight: bold; }
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 16px; }
.bar .account { margin-left: auto; display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; }
.bar p { margin: 0; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 4px 0 0; padding: 0; }
header nav a { display: inline-block; padding: 4px 0; text-decoration: none; border-bottom: 3px solid transparent; }
header nav a:hover { text-decoration: underline; } header nav a[aria-current] { font-weight: bold; border-color: #fff; }
main { max-width: 1080px; margin: 0 auto; padding: 16px 24px 48px; }
section, form.box, .box { background: #fff; border: 1px solid #d6d3d0; border-radius: 6px; padding: 16px 24px; margin-bottom: 16px; }
section section, form section { border: 0; padding: 0; }
h1 { font-size: 1.4rem; margin: 8px 0 16px; } h2 { font-size: 1.1rem; margin: 0 0 8px; }
h1 .name { display: block; font-size: 1.1rem; font-weight: normal; overflow-wrap: anywhere; }
form.box * + h2 { margin-top: 24px; } form.box input[type=hidden] + h2 { margin-top: 0; } section > p:first-child, form.box > p:first-of-type { margin-top: 0; } form.box > .actions + p { margin-top: 8px; }
.heading { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: 8px; margin-bottom: 8px; }
.heading h1, .heading h2 { margin: 0; } .page-heading { margin: 8px 0 16px; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin-top: 16px; } .heading .actions { margin: 0; }
label { display: block; margin: 8px 0; } label.inline { display: inline-flex; gap: 4px; align-items: center; }
.field { margin: 0 0 16px; } .field label { margin: 0 0 4px; font-weight: bold; }
fieldset { min-width: 0; border: 1px solid #d6d3d0; border-radius: 6px; margin: 0 0 16px; padding: 8px 16px; } legend { font-weight: bold; padding: 0 4px; }
input, select, textarea { font: inherit; color: inherit; max-width: 100%; padding: 6px 8px; border: 1px solid #706d65; border-radius: 4px; background: #fff; min-height: 40px; }
input[type=text], input[type=email], input[type=password], input[type=search] { display: block; width: 24em; } textarea { display: block; width: 100%; }
input[type=checkbox], input[type=radio] { width: 20px; height: 20px; min-height: 0; vertical-align: middle; }
[aria-invalid=true] { border: 2px solid #c00; }
.search { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: end; } .search .field { margin: 0; } .search input[type=search] { width: 18em; }
button, a.button { display: inline-block; padding: 6px 16px; border-radius: 6px; border: 1px solid #706d65; background: #fff; color: #23221e; font: inherit; text-decoration: none; cursor: pointer; }
section > button, section p > button, form.box > button { margin-right: 8px; }
button:hover, a.button:hover { background: #f2f1f0; }
button.main, a.button.main { background: #0063a6; border-color: #0063a6; color: #fff; } button.main:hover, a.button.main:hover { background: #00528a; }
button.danger { background: #b80000; border-color: #b80000; color: #fff; } button.danger:hover { background: #900; }
header button { padding: 2px 12px; background: transparent; color: #fff; border-color: #fff; } header button:hover { background: #4a4843; }
table { border-collapse: collapse; width: 100%; } th, td { border: 1px solid #d6d3d0; padding: 6px 10px; text-align: left; vertical-align: top; }
thead th { background: #f2f1f0; white-space: nowrap; } tbody th[scope=row] { font-weight: normal; } table.facts th { width: 16em; background: #f2f1f0; }
td, table.facts td, li { overflow-wrap: anywhere; } td.code, td.words { white-space: nowrap; }
.scroll { overflow-x: auto; margin-bottom: 8px; } .scroll table { min-width: 40em; }
pre, textarea { overflow: auto; max-height: 24em; } pre { width: 100%; font-family: monospace; }
.pages { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; } .pages p { margin: 0; }
.error { color: #b80000; margin: 4px 0 0; } .unset, .hint { color: #5c5952; } .hint { margin: 4px 0 0; font-size: .9rem; }
.message { border: 2px solid #0063a6; border-radius: 6px; background: #fff; padding: 8px 16px; margin: 0 0 16px; }
.message.wrong { border-color: #b80000; } .message.warning { border-color: #8a5a00; } .message p { margin: 0; }
@media (max-width: 600px) {
  header, main { padding-left: 16px; padding-right: 16px; } section, form.box, .box { padding: 12px 16px; }
  .bar .account { margin-left: 0; } table.facts th { width: 9em; }
}
`;
