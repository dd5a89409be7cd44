import { PGlite } from "@electric-sql/pglite";

// A process of its own, because making a cluster takes some 800 MB that the product would otherwise keep for its life.
const folder = process.argv[2];
if (folder === undefined) throw new Error("expected the folder of the new cluster as the only argument");
const cluster = await PGlite.create(folder);
await cluster.close();
