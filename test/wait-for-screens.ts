// A busy machine may take longer than the second that testing-library waits for what a screen will show; what never comes still fails,
// long before the test's own time is over.
if ("document" in globalThis) {
  const { configure } = await import("@testing-library/react");
  configure({ asyncUtilTimeout: 20_000 });
}
