import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

/** Once a run that was watched has ended, whatever this browser knew of the roster and the runs is old. */
export function useRefreshWhenEnded(open: boolean): void {
  const queryClient = useQueryClient();
  const wasOpen = useRef(open);
  useEffect(() => {
    if (wasOpen.current && !open) void queryClient.invalidateQueries();
    wasOpen.current = open;
  }, [open, queryClient]);
}
