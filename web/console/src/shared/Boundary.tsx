import { Component } from "react";
import { messages } from "../messages";
import { ErrorState } from "./ErrorState";

/** Keeps what is around it on the screen when what is within it fails. */
export class Boundary extends Component<{ children: React.ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): React.ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <ErrorState
        title={messages.errors.crashed}
        detail={messages.errors.crashedDetail}
        onRetry={() => this.setState({ hasFailed: false })}
      />
    );
  }
}
