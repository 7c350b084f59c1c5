// For other modules: models alone, by what is typed of them or by an id.

// Gives the models of an index; rejects if it cannot be loaded. `get` takes a key, or any callable id with or without maker.
export async function openModels(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  const { entries } = await response.json();
  const index = new Index();
  const added = index.add({ entries: entries.filter(([kind]) => KINDS[kind] === "model") });
  while (!added.next().done) await new Promise((resolve) => setTimeout(resolve));
  const models = index.entries.map((entry) => ({ ...entry, key: entry.href.replace(/^models\/|\/$/g, "") }));
  const isOf = (model, id) => model.ids.includes(id) || model.ids.includes(id.replace(`${model.key.split("/")[0]}/`, ""));
  return {
    find: (query) => (query ? index.search(query).map((hit) => models[hit.number]) : models),
    get: (id) => models.find((model) => model.key === id) || models.find((model) => isOf(model, id)),
  };
}
