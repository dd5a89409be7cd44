import "smarthr-ui/smarthr-ui.css";
import "../page.css";
import "../fonts.css";
import { createRoot } from "react-dom/client";
import { CatalogueFrame } from "./CatalogueFrame.tsx";
import { catalogueEntries } from "./entries.tsx";

// `npm run dev` and /catalogue.html: a list of entries; with `#name`, that entry alone.
const root = document.getElementById("root");
if (root === null) throw new Error("catalogue.html has no #root");
const view = createRoot(root);
window.addEventListener("hashchange", show);
show();

function show(): void {
  const name = decodeURIComponent(location.hash.slice(1));
  const entry = catalogueEntries.find((candidate) => candidate.name === name);
  view.render(
    entry ? (
      <CatalogueFrame key={entry.name}>{entry.element}</CatalogueFrame>
    ) : (
      <ul>
        {catalogueEntries.map((listed) => (
          <li key={listed.name}>
            <a href={`#${listed.name}`}>{listed.name}</a>
          </li>
        ))}
      </ul>
    ),
  );
}
