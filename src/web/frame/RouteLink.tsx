import { createLink } from "@tanstack/react-router";
import type { ComponentProps, MouseEvent, ReactNode, Ref } from "react";
import { AnchorButton, TextLink } from "smarthr-ui";

interface AnchorProps extends Omit<ComponentProps<"a">, "color" | "prefix" | "onClick"> {
  readonly onClick?: (event: MouseEvent) => void;
  readonly ref?: Ref<HTMLAnchorElement>;
  readonly children?: ReactNode;
}

interface ButtonProps extends AnchorProps {
  readonly variant?: "primary" | "secondary";
}

/** A link to a page of ours that looks like SmartHR's. */
export const RouteLink = createLink((props: AnchorProps) => <TextLink {...props} />);

/** A link to a page of ours that looks like a button. */
export const RouteButton = createLink((props: ButtonProps) => <AnchorButton {...props} />);
