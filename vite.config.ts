import { readFileSync } from "node:fs";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const PRODUCT = "http://localhost:3000";

export default defineConfig({
  root: "src/web",
  plugins: [react(), ourColour(), ourLanguage(), workedOutTheme(), noCodeOfText()],
  build: {
    outDir: "../../dist/web",
    emptyOutDir: true,
    // Fonts stay files of their own: a browser that has Japanese fonts never asks for them.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_000,
  },
  server: {
    port: 5173,
    // The API takes changes from its own pages alone.
    proxy: Object.fromEntries(
      ["/api", "/smarthr"].map((path) => [path, { target: PRODUCT, headers: { origin: PRODUCT } }]),
    ),
  },
});

// smarthr-ui's style sheet has SmartHR's blue written into it; this product is not SmartHR and must not look as if it were.
function ourColour(): Plugin {
  return {
    name: "our-colour",
    enforce: "pre",
    transform: (code, id) =>
      id.endsWith("smarthr-ui.css")
        ? code
            .replaceAll("#0077c7", "#0f6b6b")
            .replaceAll("0 119 199", "15 107 107")
            .replaceAll("0 104 174", "11 84 84")
        : null,
  };
}

// smarthr-ui brings its words in nine languages; the pages are Japanese.
function ourLanguage(): Plugin {
  return {
    name: "our-language",
    enforce: "pre",
    load: (id) =>
      /\/smarthr-ui\/esm\/intl\/locales\/(?!ja\.js|index\.js)/.test(id) ? "export const locale = {};" : null,
  };
}

// smarthr-ui works its theme out in the browser, with Tailwind's whole configuration; what comes out is always the same.
function workedOutTheme(): Plugin {
  return {
    name: "worked-out-theme",
    enforce: "pre",
    load: async (id) => {
      if (!id.endsWith("/smarthr-ui/esm/themes/tailwind/TailwindConfig.js")) return null;
      const theme = (await import(id)) as Readonly<Record<string, unknown>>;
      const values = Object.entries(theme).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`);
      return [whichClassWins(readFileSync(id.replace(/themes\/.*$/, "smarthr-ui-preset.js"), "utf8")), ...values].join(
        "\n",
      );
    },
  };
}

// That configuration also says, for all parts, which of two classes wins: without it labels lose their colours, and tables their measure.
function whichClassWins(preset: string): string {
  const imports = preset.match(/^import \{ (?:validators|defaultConfig as ie|defaultWidth) \} from '.*';$/gm) ?? [];
  const rules = /^const DEFAULT_WIDTH_KEYS = [\s\S]*?^ie\.twMergeConfig = \{[\s\S]*?^\};$/m.exec(preset);
  if (imports.length !== 3 || rules === null) throw new Error("expected smarthr-ui's preset to say which classes win");
  return [...imports.map((line) => line.replace("'./", "'../../")), rules[0]].join("\n");
}

// Zod tries whether it may make code of text. Our pages forbid it (content security policy), and browsers report the attempt at every start.
function noCodeOfText(): Plugin {
  const settings = "__zod_globalConfig = {}";
  return {
    name: "no-code-of-text",
    apply: "build",
    transform(code, id) {
      if (!id.endsWith("/zod/v4/core/core.js")) return null;
      if (!code.includes(settings)) throw new Error(`expected zod to begin with "${settings}"`);
      return code.replace(settings, "__zod_globalConfig = { jitless: true }");
    },
  };
}
