/** What happened to the session, as the tabs of one browser tell each other. */
export type SessionNews = "signed-in" | "signed-out";

const KEY = "mikiwame-session";

/** Tells the browser's other tabs. */
export function tellOtherTabs(news: SessionNews): void {
  try {
    localStorage.setItem(KEY, news);
    localStorage.removeItem(KEY);
  } catch {
    // A browser may keep its storage from pages: the other tabs then find out when they are looked at.
  }
}

/** Listens to the browser's other tabs; gives the way to stop. */
export function hearOtherTabs(onNews: (news: SessionNews) => void): () => void {
  const hear = ({ key, newValue }: StorageEvent) => {
    if (key === KEY && (newValue === "signed-in" || newValue === "signed-out")) onNews(newValue);
  };
  window.addEventListener("storage", hear);
  return () => window.removeEventListener("storage", hear);
}
