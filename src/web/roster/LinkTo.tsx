import { createLink } from "@tanstack/react-router";
import type { ComponentProps, MouseEvent } from "react";
import { TextLink } from "smarthr-ui";

/** A link to another page of the application, as smarthr-ui draws links, with the router's types. */
export const LinkTo = createLink(({ onClick, prefix: _, ...rest }: ComponentProps<"a">) => (
  <TextLink {...rest} {...(onClick ? { onClick: onClick as (event: MouseEvent) => void } : {})} />
));
