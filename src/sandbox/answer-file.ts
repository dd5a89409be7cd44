import { refuse } from "./answer.ts";
import type { World } from "./world.ts";

/** Answers `/files/…`. Support FAQ: addresses of images and files expire 180 seconds after the answer that had them. */
export function answerFile(world: World, url: URL, path: string): Response {
  const [, , subdomain = "", crewId = "", name = ""] = path.split("/");
  const crew = world.tenants.get(subdomain)?.crews.get(crewId);
  const custom = crew?.customValues.find(({ templateId }) => templateId === name)?.value;
  const file = custom ?? crew?.values[name];
  if (typeof file !== "object" || file === null || !("content" in file)) return refuse("not_found");
  if (Number(url.searchParams.get("expires")) < world.clock.now()) return refuse("forbidden");
  return new Response(Buffer.from(String(file.content), "base64"), {
    headers: { "content-type": "application/octet-stream", "content-disposition": "attachment" },
  });
}
