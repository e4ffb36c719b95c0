/** A single key does nothing while a dialog is open: there it may be the answer to something else. */
export function whileNoDialog(act: () => void): () => void {
  return () => {
    if (!document.querySelector('[role="dialog"]')) act();
  };
}
